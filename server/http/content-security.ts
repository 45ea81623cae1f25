import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { TwilioEndpoints } from '../config/config.ts'

/** The page may talk to this server and to Twilio (or to what stands in its place), and to nobody else. */
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
    // TLS ends at a proxy, which alone knows whether the whole host is served by https.
    strictTransportSecurity: false,
  }
}
