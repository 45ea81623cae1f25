import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { TwilioEndpoints } from '../config/config.ts'

/** The page may talk only to this server and to Twilio, or to the sandbox in its place. */
export function contentSecurity(endpoints: TwilioEndpoints | null): FastifyHelmetOptions {
  const twilio =
    endpoints === null
      ? ['https://*.twilio.com', 'wss://*.twilio.com']
      : [
          `ws://${endpoints.signalling}`,
          `wss://${endpoints.signalling}`,
          new URL(endpoints.eventBridge.http).origin,
          new URL(endpoints.eventBridge.ws).origin,
        ]
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...twilio],
        mediaSrc: ["'self'", 'blob:', 'data:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // TLS ends at a proxy, and only that knows whether the whole host uses https.
    strictTransportSecurity: false,
  }
}
