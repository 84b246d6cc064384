interface Call {
  method: string;
  url: string;
  body: unknown;
  /** Whether an API key may make it. */
  key: boolean;
}

/** The call as people write it; the key comes from the environment and is never a real one. */
export function samplesOf(call: Call): { language: string; title: string; code: string }[] {
  return [
    { language: "curl", title: "curl", code: curl(call) },
    { language: "node", title: "Node.js", code: node(call) },
    { language: "python", title: "Python", code: python(call) },
    { language: "go", title: "Go", code: go(call) },
  ];
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const indented = (text: string, by: string): string => text.replaceAll("\n", `\n${by}`);

function curl({ method, url, body, key }: Call): string {
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${url}"`,
    ...(key ? [`-H "Authorization: Bearer $LINQUID_API_KEY"`] : []),
    ...(body === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${indented(json(body).replaceAll("'", `'\\''`), "  ")}'`]),
  ];
  return lines.join(" \\\n  ");
}

function node({ method, url, body, key }: Call): string {
  const options = [
    ...(method === "GET" ? [] : [`method: "${method}",`]),
    ...(key || body !== undefined
      ? [
          `headers: {${key ? " authorization: `Bearer ${process.env.LINQUID_API_KEY}`," : ""}${body === undefined ? "" : ' "content-type": "application/json",'} },`,
        ]
      : []),
    ...(body === undefined ? [] : [`body: JSON.stringify(${indented(json(body), "  ")}),`]),
  ];
  const given = options.length === 0 ? "" : `, {\n  ${options.join("\n  ")}\n}`;
  return `const response = await fetch("${url}"${given});\nconst { success, data, error, message } = await response.json();`;
}

function python({ method, url, body, key }: Call): string {
  const headers = [
    ...(key ? [`"Authorization": f"Bearer {os.environ['LINQUID_API_KEY']}"`] : []),
    ...(body === undefined ? [] : [`"Content-Type": "application/json"`]),
  ];
  return [
    "import json, os, urllib.request",
    "",
    "request = urllib.request.Request(",
    `    "${url}",`,
    `    method="${method}",`,
    ...(headers.length === 0 ? [] : [`    headers={${headers.join(", ")}},`]),
    ...(body === undefined ? [] : [`    data=json.dumps(json.loads(r'''${json(body)}''')).encode(),`]),
    ")",
    "answer = json.load(urllib.request.urlopen(request))",
  ].join("\n");
}

function go({ method, url, body, key }: Call): string {
  return [
    body === undefined ? "var body io.Reader" : `body := strings.NewReader(\`${json(body).replaceAll("`", "")}\`)`,
    `request, err := http.NewRequest("${method}", "${url}", body)`,
    "if err != nil {",
    "\treturn err",
    "}",
    ...(key ? [`request.Header.Set("Authorization", "Bearer "+os.Getenv("LINQUID_API_KEY"))`] : []),
    ...(body === undefined ? [] : [`request.Header.Set("Content-Type", "application/json")`]),
    "response, err := http.DefaultClient.Do(request)",
  ].join("\n");
}
