import { z } from 'zod'

const seconds = z.number().min(0).max(86_400)

const digits = z.string().regex(/^[0-9*#A-Dw]+$/u)

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
  z.strictObject({
    say: z.string().min(1).max(2000),
    loop: z.boolean().optional(),
    seconds: seconds.optional(),
  }),
])

/** The steps of a script, one after another. */
const step = z.union([
  plain,
  z.strictObject({ presses: digits }),
  z.strictObject({
    waitsFor: z.enum(['speech', 'silence']),
    /** How long it must last; a second unless given. */
    seconds: seconds.default(1),
    /** After this the script goes on in any case; 30 unless given. */
    atMostSeconds: seconds.default(30),
  }),
  z.literal('hangs-up'),
])

/**
 * What a simulated telephone does. Every field may be left out.
 *
 * - `answers`: `'manual'` (default: someone posts `/answer`), `{ afterSeconds }`, `'never'`, `'busy'`,
 *   `'rejects'`, `{ rejectsAfterSeconds }`, or `{ fails }` with the SIP code of a carrier that cannot reach it, such
 *   as 404 for an unallocated number. It concerns calls to the phone; a call that the phone dials needs no answer of its own.
 * - `plays`: what is heard of it once the call is answered: `'silence'` (default), `'echo'`, `{ tone, dbfs?,
 *   seconds? }` in Hz, `{ wav, loop? }` (a base64 WAV, or the absolute path of a .wav file on this machine),
 *   `{ say, loop?, seconds? }` (exactly so long, with silence at its end), `{ silence }` in seconds, or a list of these,
 *   played in turn.
 * - `presses`: keys it presses after the answer, each `{ digits, afterSeconds }`.
 * - `hangsUpAfterSeconds`: counted from the answer.
 * - `script`: what it does in turn instead of `plays`: the same sounds, `{ presses }`, `{ waitsFor: 'speech' |
 *   'silence', seconds?, atMostSeconds? }` of what it hears, and `'hangs-up'`. Afterwards it is silent.
 * - `answeredBy`: who a detection finds at this phone: `'human'` (default) or `'machine'`, whose greeting lasts
 *   `greetingSeconds` and ends before its beep.
 */
export const behaviourSchema = z.strictObject({
  answers: z
    .union([
      z.strictObject({ afterSeconds: seconds }),
      z.strictObject({ rejectsAfterSeconds: seconds }),
      z.strictObject({ fails: z.int().min(400).max(699) }),
      z.enum(['never', 'manual', 'busy', 'rejects']),
    ])
    .default('manual'),
  plays: z.union([plain, z.array(plain).min(1).max(50)]).default('silence'),
  presses: z
    .array(z.strictObject({ digits, afterSeconds: seconds }))
    .max(50)
    .optional(),
  hangsUpAfterSeconds: seconds.optional(),
  script: z.array(step).min(1).max(100).optional(),
  answeredBy: z.enum(['human', 'machine']).optional(),
  greetingSeconds: seconds.optional(),
})

export type Behaviour = z.infer<typeof behaviourSchema>
export type BehaviourInput = z.input<typeof behaviourSchema>
export type Sound = z.infer<typeof plain>
export type Step = z.infer<typeof step>

/** How a caller is shown: by a name of at most 100 characters, or not at all. */
export const shownSchema = {
  name: z.string().trim().min(1).max(100).optional(),
  withheld: z.boolean().optional(),
}

/** An E.164 telephone number. */
export const numberSchema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/u, 'A number is in E.164 form, like +15005550101.')
