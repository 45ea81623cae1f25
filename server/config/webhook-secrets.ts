import { z } from 'zod'
import type { WebhookSecrets } from '../twilio/signature.ts'
import { Secret } from './secret.ts'

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

const pair = z
  .string()
  .regex(/^[^\s:]+:\S+$/u, 'is not a list of key ids and secrets, id:secret')
  .transform((text): [string, string] => {
    const colon = text.indexOf(':')
    return [text.slice(0, colon), text.slice(colon + 1)]
  })

/** What proves that webhooks come from Twilio: one of the two at least, and more of each while it is rotated. */
export const webhookVariables = z
  .object({
    TWILIO_AUTH_TOKEN: z.string().default('').transform(listed),
    TWILIO_WEBHOOK_KEYS: z.string().default('').transform(listed).pipe(z.array(pair)),
  })
  .refine((from) => from.TWILIO_AUTH_TOKEN.length + from.TWILIO_WEBHOOK_KEYS.length > 0, {
    path: ['TWILIO_AUTH_TOKEN or TWILIO_WEBHOOK_KEYS'],
  })

export function webhookSecrets(from: z.infer<typeof webhookVariables>): WebhookSecrets {
  return {
    authTokens: from.TWILIO_AUTH_TOKEN.map((token) => new Secret(token)),
    sharedKeys: new Map(
      from.TWILIO_WEBHOOK_KEYS.map(([id, secret]) => [id, new Secret(secret)] as const),
    ),
  }
}
