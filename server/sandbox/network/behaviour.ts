import { z } from 'zod'

const seconds = z.number().min(0).max(86_400)

const plain = z.union([
  z.literal('silence'),
  z.literal('echo'),
  z.strictObject({ silence: seconds }),
  z.strictObject({
    tone: z.number().min(20).max(4000),
    dbfs: z.number().min(-60).max(0).optional(),
    seconds: seconds.optional(),
  }),
  z.strictObject({ wav: z.string().min(1), loop: z.boolean().optional() }),
  z.strictObject({ say: z.string().min(1).max(2000), loop: z.boolean().optional() }),
])

/**
 * What a simulated telephone does. Every field may be left out.
 *
 * - `answers`: `'manual'` (default: someone posts `/answer`), `{ afterSeconds }`, `'never'`, `'busy'`, or
 *   `'rejects'`. It concerns calls to the phone; a call that the phone dials needs no answer of its own.
 * - `plays`: what is heard of it once the call is answered: `'silence'` (default), `'echo'`, `{ tone, dbfs?,
 *   seconds? }` in Hz, `{ wav, loop? }` (a base64 WAV, or the absolute path of a .wav file on this machine),
 *   `{ say, loop? }`, `{ silence }` in seconds, or a list of these, played in turn.
 * - `presses`: keys it presses after the answer, each `{ digits, afterSeconds }`.
 * - `hangsUpAfterSeconds`: counted from the answer.
 * - `answeredBy`: what answering machine detection finds, `'human'` (default) or `'machine'`.
 * - `greetingSeconds`: how long a machine's greeting with its beep lasts (default 5), counted from the answer. The
 *   sound itself is what it `plays`.
 */
export const behaviourSchema = z.strictObject({
  answers: z
    .union([
      z.strictObject({ afterSeconds: seconds }),
      z.enum(['never', 'manual', 'busy', 'rejects']),
    ])
    .default('manual'),
  plays: z.union([plain, z.array(plain).min(1).max(50)]).default('silence'),
  presses: z
    .array(z.strictObject({ digits: z.string().regex(/^[0-9*#A-Dw]+$/u), afterSeconds: seconds }))
    .max(50)
    .optional(),
  hangsUpAfterSeconds: seconds.optional(),
  answeredBy: z.enum(['human', 'machine']).optional(),
  greetingSeconds: seconds.optional(),
})

export type Behaviour = z.infer<typeof behaviourSchema>
export type BehaviourInput = z.input<typeof behaviourSchema>
export type Sound = z.infer<typeof plain>

export const QUIET_PHONE: Behaviour = behaviourSchema.parse({})

/** An E.164 telephone number. */
export const numberSchema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/u, 'A number is in E.164 form, like +15005550101.')
