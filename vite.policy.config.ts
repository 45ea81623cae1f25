import type { Plugin } from 'vite'

const NONCE = 'development'

/**
 * The development server writes styles and a script into the page, which the pages' own policy refuses. It gets a
 * nonce there, and the small windows a connection to their server for hot reload. A build has the policy as it is written.
 */
export function developmentPolicy(): Plugin {
  return {
    name: 'development-policy',
    apply: 'serve',
    config: () => ({ html: { cspNonce: NONCE } }),
    transformIndexHtml: (html) =>
      html.replace(
        /(http-equiv="Content-Security-Policy"\s+content=")([^"]*)"/,
        (_whole, before: string, policy: string) => `${before}${withNonce(policy)}"`,
      ),
  }
}

function withNonce(policy: string): string {
  const loose = policy.replaceAll(/(style-src|script-src) 'self'/g, `$& 'nonce-${NONCE}'`)
  return /connect-src/.test(loose) ? loose : `${loose}; connect-src 'self'`
}
