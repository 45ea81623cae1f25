import twilio from 'twilio'
import type { SetupRequest } from '../../contract/setup.ts'
import type { AccountFacts, WorkspaceState } from './facts.ts'
import { wanted } from './wanted.ts'
import type { WebhookUrls } from '../gateway.ts'
import { DirectRequestClient, RebasedRequestClient } from '../request-client.ts'
import type { TwilioClient } from '../client.ts'

/** Reads and changes what of ours an account has. Every function rejects with what the library throws. */
export interface SetupGateway {
  read(): Promise<AccountFacts>
  createWorkspace(): Promise<void>
  createActivity(workspaceSid: string, name: string, available: boolean): Promise<void>
  createQueue(workspaceSid: string, name: string): Promise<void>
  createWorkflow(workspaceSid: string, configuration: string): Promise<void>
  changeWorkflow(workspaceSid: string, sid: string, configuration: string): Promise<void>
  createApplication(): Promise<void>
  createKey(): Promise<{ readonly sid: string; readonly secret: string }>
  pointNumber(sid: string, urls: Pick<WebhookUrls, 'voice' | 'callerStatus'> | null): Promise<void>
  removeWorkspace(sid: string): Promise<void>
  removeApplication(sid: string): Promise<void>
  removeKey(sid: string): Promise<void>
}

/** By the account's SID and auth token, because a standard API key may make no keys. Docs: usage/api/keys. */
export function createSetupGateway(request: SetupRequest): SetupGateway {
  const { accountSid, authToken } = request.credentials
  const { baseUrl } = request
  const httpClient =
    baseUrl === null ? new DirectRequestClient() : new RebasedRequestClient(baseUrl)
  const client = twilio(accountSid, authToken, { httpClient })
  const { workspaces } = client.taskrouter.v1
  return {
    read: () => readFacts(client, accountSid),
    async createWorkspace() {
      await workspaces.create({ friendlyName: wanted.workspace, template: 'NONE' })
    },
    async createActivity(sid, friendlyName, available) {
      await workspaces(sid).activities.create({ friendlyName, available })
    },
    async createQueue(sid, friendlyName) {
      await workspaces(sid).taskQueues.create({ friendlyName, targetWorkers: '1==1' })
    },
    async createWorkflow(sid, configuration) {
      await workspaces(sid).workflows.create({
        friendlyName: wanted.workflow,
        configuration,
        taskReservationTimeout: wanted.reservationSeconds,
      })
    },
    async changeWorkflow(sid, workflowSid, configuration) {
      await workspaces(sid).workflows(workflowSid).update({ configuration })
    },
    async createApplication() {
      await client.applications.create({ friendlyName: wanted.application })
    },
    async createKey() {
      const { sid, secret } = await client.newKeys.create({ friendlyName: wanted.apiKey })
      return { sid, secret }
    },
    async pointNumber(sid, urls) {
      await client.incomingPhoneNumbers(sid).update({
        voiceUrl: urls?.voice ?? '',
        voiceMethod: 'POST',
        statusCallback: urls?.callerStatus ?? '',
        statusCallbackMethod: 'POST',
      })
    },
    async removeWorkspace(sid) {
      await workspaces(sid).remove()
    },
    async removeApplication(sid) {
      await client.applications(sid).remove()
    },
    async removeKey(sid) {
      await client.keys(sid).remove()
    },
  }
}

async function readFacts(client: TwilioClient, accountSid: string): Promise<AccountFacts> {
  // By itself and first: wrong credentials are told once, not six times.
  const account = await client.api.v2010.accounts(accountSid).fetch()
  const [numbers, keys, [application], [workspace]] = await Promise.all([
    client.incomingPhoneNumbers.list(),
    client.keys.list(),
    client.applications.list({ friendlyName: wanted.application, limit: 1 }),
    client.taskrouter.v1.workspaces.list({ friendlyName: wanted.workspace, limit: 1 }),
  ])
  return {
    accountName: account.friendlyName,
    trial: account.type === 'Trial',
    workspace: workspace === undefined ? null : await readWorkspace(client, workspace.sid),
    application: application === undefined ? null : { sid: application.sid },
    apiKeys: keys.filter((key) => key.friendlyName === wanted.apiKey).map(({ sid }) => sid),
    numbers: numbers.map(({ sid, phoneNumber, voiceUrl }) => ({ sid, phoneNumber, voiceUrl })),
  }
}

async function readWorkspace(client: TwilioClient, sid: string): Promise<WorkspaceState> {
  const workspace = client.taskrouter.v1.workspaces(sid)
  const [activities, queues, [workflow]] = await Promise.all([
    workspace.activities.list(),
    workspace.taskQueues.list(),
    workspace.workflows.list({ friendlyName: wanted.workflow, limit: 1 }),
  ])
  return {
    sid,
    activities: new Map(activities.map(byName)),
    queues: new Map(queues.map(byName)),
    workflow:
      workflow === undefined ? null : { sid: workflow.sid, configuration: workflow.configuration },
  }
}

function byName(each: { readonly friendlyName: string; readonly sid: string }) {
  return [each.friendlyName, each.sid] as const
}
