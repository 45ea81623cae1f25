import { instant } from '../clock.ts'
import { succeed } from '../contract/result.ts'
import { jsonObject, parseJson } from '../parse-json.ts'
import { acknowledge, answer } from './client.ts'
import type { TwilioClient } from './client.ts'
import type { Answer, FoundWorker, WorkerGateway } from './gateway.ts'

type Workers = ReturnType<TwilioClient['taskrouter']['v1']['workspaces']>['workers']

interface WantedWorker {
  readonly friendlyName: string
  readonly attributes: Readonly<Record<string, unknown>>
}

export function workerGateway(client: TwilioClient, workspaceSid: string): WorkerGateway {
  const { workers } = client.taskrouter.v1.workspaces(workspaceSid)
  return {
    ensureWorker: (friendlyName, attributes) => ensureWorker(workers, { friendlyName, attributes }),
    worker: (workerSid) =>
      answer(async () => {
        const { friendlyName, attributes } = await workers(workerSid).fetch()
        return { friendlyName, attributes }
      }),
    describeWorker: (workerSid, description) =>
      acknowledge(() => workers(workerSid).update({ ...description })),
    setVoiceCapacity: (workerSid, capacity) =>
      acknowledge(() => workers(workerSid).workerChannels('voice').update({ capacity })),
    workers: () =>
      answer(async () =>
        (await workers.list()).map(({ friendlyName, activityName, available }) => ({
          friendlyName,
          activityName,
          available,
        })),
      ),
    workerActivity: (workerSid) =>
      answer(async () => {
        const worker = await workers(workerSid).fetch()
        const { activitySid, available } = worker
        return { activitySid, available, changedAt: changedAt(worker) }
      }),
    setActivity: (workerSid, activitySid) =>
      answer(async () => ({
        changedAt: changedAt(await workers(workerSid).update({ activitySid })),
      })),
  }
}

/** Empty for a Worker that never changed: TaskRouter has no date then, and the SDK makes an invalid one. */
function changedAt({ dateStatusChanged }: { readonly dateStatusChanged: Date | null }): string {
  const ms = dateStatusChanged?.getTime() ?? Number.NaN
  return Number.isNaN(ms) ? '' : instant(ms)
}

async function ensureWorker(workers: Workers, wanted: WantedWorker): Answer<FoundWorker> {
  const { friendlyName } = wanted
  const before = await answer(() => workers.list({ friendlyName, limit: 1 }))
  if (!before.ok) return before
  const [known] = before.value
  if (known !== undefined) return answer(() => completeWorker(workers, known, wanted))
  const created = await answer(() =>
    workers.create({ friendlyName, attributes: JSON.stringify(wanted.attributes) }),
  )
  if (created.ok) {
    return succeed({ workerSid: created.value.sid, attributes: created.value.attributes })
  }
  // Another request has just made this Worker, or somebody has made it with other capitals: names are unique without regard
  // to case, but the list's filter may not be.
  const name = friendlyName.toLowerCase()
  const all = await answer(() => workers.list())
  const namesake = all.ok
    ? all.value.find((worker) => worker.friendlyName.toLowerCase() === name)
    : undefined
  return namesake === undefined ? created : answer(() => completeWorker(workers, namesake, wanted))
}

/** Gives the Worker this name and these attributes. Its other attributes, such as skills, stay as they are. */
async function completeWorker(
  workers: Workers,
  worker: { readonly sid: string; readonly friendlyName: string; readonly attributes: string },
  { friendlyName, attributes }: WantedWorker,
): Promise<FoundWorker> {
  const { sid: workerSid } = worker
  const had = parseJson(jsonObject, worker.attributes) ?? {}
  const isMissing = Object.entries(attributes).some(([name, value]) => had[name] !== value)
  if (!isMissing && worker.friendlyName === friendlyName) {
    return { workerSid, attributes: worker.attributes }
  }
  const merged = JSON.stringify({ ...had, ...attributes })
  await workers(workerSid).update({ friendlyName, attributes: merged })
  return { workerSid, attributes: merged }
}
