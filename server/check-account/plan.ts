import type { Experiment } from './experiment.ts'

export interface Plan {
  readonly run: readonly Experiment[]
  readonly leftOut: readonly { readonly experiment: Experiment; readonly why: string }[]
  readonly seconds: number
}

export interface PlanLimits {
  /** Null: no limit. */
  readonly callsAtOnce: number | null
  /** The ids that a person chose; null: all. */
  readonly only: readonly string[] | null
}

/** Which experiments can run on this account. What was not asked for is not mentioned. */
export function planChecks(experiments: readonly Experiment[], limits: PlanLimits): Plan {
  const { callsAtOnce, only } = limits
  const chosen = experiments.filter(({ id }) => only === null || only.includes(id))
  const fits = ({ needs }: Experiment) => callsAtOnce === null || needs.calls <= callsAtOnce
  const run = chosen.filter(fits)
  return {
    run,
    leftOut: chosen
      .filter((experiment) => !fits(experiment))
      .map((experiment) => ({
        experiment,
        why: `needs ${experiment.needs.calls} calls at once, the account has ${String(callsAtOnce)}`,
      })),
    seconds: run.reduce((sum, { needs }) => sum + needs.seconds, 0),
  }
}
