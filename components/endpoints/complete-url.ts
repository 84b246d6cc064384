/** What was typed as a URL: without spaces around it, and over https when no scheme was given to a host. */
export function completeUrl(text: string): string {
  const url = text.trim();
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[:/?#]|$)/u.test(url) ? `https://${url}` : url;
}
