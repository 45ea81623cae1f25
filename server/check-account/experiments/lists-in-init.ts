import { answerInWords, askTwilio } from '../stage/ask-twilio.ts'
import type { Asked } from '../stage/ask-twilio.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { sidOf } from './steps.ts'

export interface ListsInInit {
  /** The status of the Conference, fetched by its SID. */
  readonly fetched: Asked<string>
  /** In which lists of this name it is. */
  readonly listedAs: Readonly<Record<'init' | 'in-progress' | 'no status', Asked<boolean>>>
  readonly participantListed: Asked<boolean>
  readonly participantFetched: Asked<unknown>
  readonly muted: Asked<boolean>
}

const inWords = (asked: Asked<boolean>) =>
  asked.ok ? (asked.value ? 'yes' : 'no') : answerInWords(asked)
const isTrue = (asked: Asked<boolean>) => asked.ok && asked.value

export function judgeListsInInit(seen: ListsInInit): Finding {
  const { fetched, listedAs, participantListed, participantFetched, muted } = seen
  const holds =
    fetched.ok &&
    isTrue(listedAs.init) &&
    isTrue(participantListed) &&
    participantFetched.ok &&
    isTrue(muted)
  const saw = [
    `status ${fetched.ok ? fetched.value : answerInWords(fetched)}`,
    ...Object.entries(listedAs).map(
      ([status, asked]) => `listed with ${status}: ${inWords(asked)}`,
    ),
    `participant listed: ${inWords(participantListed)}`,
    `fetched: ${answerInWords(participantFetched)}`,
    `muted: ${inWords(muted)}`,
  ].join('; ')
  return { verdict: verdictOf(holds), saw }
}

export const listsInInit = defineExperiment<ListsInInit>({
  id: 'E2',
  question: 'What does REST show of a Conference in which the caller waits alone?',
  needs: { calls: 1, seconds: 15 },
  ifNot:
    'Cordboard goes from its own calls and from the list of Calls, and takes no list of Conferences as complete. What is not shown is found by a callback only.',
  async observe(stage) {
    const customer = await stage.bringCustomer()
    const [sid, friendlyName] = [sidOf(customer), customer.conference]
    const { client } = stage
    const lists = async (status?: 'init' | 'in-progress') =>
      askTwilio(async () => {
        const found = await client.conferences.list({
          friendlyName,
          limit: 5,
          ...(status && { status }),
        })
        return found.some((each) => each.sid === sid)
      })
    const participant = client.conferences(sid).participants(customer.callSid)
    return {
      fetched: await askTwilio(async () => (await client.conferences(sid).fetch()).status),
      listedAs: {
        init: await lists('init'),
        'in-progress': await lists('in-progress'),
        'no status': await lists(),
      },
      participantListed: await askTwilio(async () => {
        const found = await client.conferences(sid).participants.list()
        return found.some(({ callSid }) => callSid === customer.callSid)
      }),
      participantFetched: await askTwilio(() => participant.fetch()),
      muted: await askTwilio(async () => (await participant.update({ muted: true })).muted),
    }
  },
  judge: judgeListsInInit,
})
