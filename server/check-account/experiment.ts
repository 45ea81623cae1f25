import { StepFailure } from './stage/ask-twilio.ts'
import type { Stage } from './stage/stage.ts'

export type Verdict = 'holds' | 'does not hold' | 'unclear'

export interface Finding {
  readonly verdict: Verdict
  /** What was seen, in one sentence for people. */
  readonly saw: string
}

/** One question that only an account can answer. */
export interface Experiment {
  readonly id: string
  readonly question: string
  /** How many calls it has at once, and about how long it takes. */
  readonly needs: { readonly calls: number; readonly seconds: number }
  /** What it means for Cordboard when it does not hold, and the way back. */
  readonly ifNot: string
  run(stage: Stage): Promise<Finding>
}

export interface ExperimentParts<Seen> extends Omit<Experiment, 'run'> {
  /** Makes the calls. */
  observe(stage: Stage): Promise<Seen>
  /** Reads the result. Pure, so that tests can give it every result. */
  judge(seen: Seen): Finding
}

export function defineExperiment<Seen>(parts: ExperimentParts<Seen>): Experiment {
  const { observe, judge, ...rest } = parts
  return {
    ...rest,
    async run(stage) {
      try {
        return judge(await observe(stage))
      } catch (error) {
        // A step that is not part of the question failed, or Twilio's answer has a form that nobody expected.
        const saw = error instanceof Error ? error.message : String(error)
        return { verdict: 'unclear', saw: error instanceof StepFailure ? saw : `failed: ${saw}` }
      } finally {
        await stage.clear()
      }
    },
  }
}

/** `holds` or `does not hold`. */
export function verdictOf(holds: boolean): Verdict {
  return holds ? 'holds' : 'does not hold'
}

/** A duration in words; null is a sound that was never heard. */
export function msInWords(ms: number | null): string {
  return ms === null ? 'never' : `${Math.round(ms)} ms`
}
