import { askTwilio, expectValue } from '../stage/ask-twilio.ts'
import type { Stage } from '../stage/stage.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import type { CustomerOptions } from '../stage/customers.ts'
import { sidOf } from './steps.ts'

export interface Region {
  readonly chosen: string
  /** When the document asks for `WANTED`. */
  readonly wanted: string
}

const WANTED = 'sg1'

async function regionOf(stage: Stage, options: CustomerOptions): Promise<string> {
  const customer = await stage.bringCustomer(options)
  const fetched = await askTwilio(() => stage.client.conferences(sidOf(customer)).fetch())
  await stage.clear()
  return expectValue(fetched, 'the Conference is not shown').region
}

export function judgeRegion({ chosen, wanted }: Region): Finding {
  return {
    verdict: verdictOf(wanted === WANTED),
    saw: `without a region: ${chosen}; with ${WANTED}: ${wanted}`,
  }
}

export const region = defineExperiment<Region>({
  id: 'E20',
  question: 'Is the Conference mixed in the region that the document names?',
  needs: { calls: 1, seconds: 25 },
  ifNot:
    'Nothing today: Cordboard names no region. A contact centre far from the chosen region has a longer way for its voices.',
  observe: async (stage) => ({
    chosen: await regionOf(stage, {}),
    wanted: await regionOf(stage, { region: WANTED }),
  }),
  judge: judgeRegion,
})
