/**
 * A file that is made while it is sent. Its first part is made before the answer begins, so that whatever stands in the
 * way is still answered as a problem; what goes wrong later breaks the connection, and the file is seen to be cut off.
 */
export async function downloadOf(
  parts: AsyncGenerator<string, void, undefined>,
  { contentType, fileName }: { contentType: string; fileName: string },
): Promise<Response> {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string, void>> | undefined = Promise.resolve(await parts.next());
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await (next ?? parts.next());
      next = undefined;
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void parts.return(),
  });
  return new Response(body, {
    headers: { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"` },
  });
}
