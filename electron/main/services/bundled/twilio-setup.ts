import type { FirstAccount } from '../../../../server/contract/hosted.ts'
import type { SetupReply, SetupRequest } from '../../../../server/contract/setup.ts'
import type {
  ConnectRequest,
  PublicWay,
  SetupAnswer,
  TwilioCredentials,
} from '../../../contract/bundled.ts'
import type { Clock } from '../../clock.ts'
import type { TwilioAccounts } from '../twilio-account/twilio-account.ts'
import { askSetup } from './ask-setup.ts'
import type { StartProgram } from './programs.ts'

export interface TwilioSetup {
  /** Checks the credentials and returns what would be created. */
  look(credentials: TwilioCredentials): Promise<SetupAnswer>
  /** Creates it, saves the account, and runs the server with it. */
  connect(request: ConnectRequest): Promise<SetupAnswer>
  /** Removes everything of ours from the account, forgets the account, and stops the server. */
  remove(): Promise<SetupAnswer>
  /** Stops the server and forgets the account. Nothing in the account changes. */
  forget(): Promise<void>
}

const noAccount: SetupAnswer = { kind: 'failed', failure: 'no-account', message: '', done: [] }

/** Sets up the Twilio account of the bundled server. No secret is sent to the page. */
export function createTwilioSetup(deps: {
  readonly accounts: TwilioAccounts
  readonly start: StartProgram
  readonly clock: Pick<Clock, 'after'>
  readonly endpoints: Readonly<Record<string, string>>
  /** As in `CORDBOARD_MUSIC`; empty for Twilio’s own music. */
  readonly music: string
  readonly onConnected: (way: PublicWay, account: FirstAccount) => Promise<void>
  readonly onForgotten: () => Promise<void>
}): TwilioSetup {
  const { accounts, start, clock, endpoints, music } = deps
  /** The credentials that Twilio accepted, until they are in the keychain. */
  let checkedCredentials: TwilioCredentials | null = null

  function ask(
    action: SetupRequest['action'],
    credentials: TwilioCredentials,
    more: Partial<SetupRequest> = {},
  ): Promise<SetupReply> {
    const baseUrl = endpoints['TWILIO_BASE_URL'] ?? null
    // The server sets the webhooks at each start, because its address may change.
    const nothing = { apiKey: null, numbers: [], publicUrl: null, music, baseUrl }
    return askSetup(start, clock.after, { action, credentials, ...nothing, ...more })
  }

  /** The API key of an earlier setup, if it belongs to the same account. */
  async function findKnownKey(accountSid: string): Promise<SetupRequest['apiKey']> {
    const account = await accounts.read()
    if (account?.accountSid !== accountSid) return null
    return { sid: account.apiKeySid, secret: account.apiKeySecret }
  }

  async function forget(): Promise<void> {
    checkedCredentials = null
    await accounts.forget()
    await deps.onForgotten()
  }

  return {
    async look(credentials) {
      const apiKey = await findKnownKey(credentials.accountSid)
      const reply = await ask('look', credentials, { apiKey })
      checkedCredentials = reply.kind === 'looked' ? credentials : null
      return withoutSecrets(reply)
    },
    async connect({ numbers, way, tunnelToken, account }) {
      const credentials = checkedCredentials
      if (credentials === null) return noAccount
      const apiKey = await findKnownKey(credentials.accountSid)
      const reply = await ask('apply', credentials, { apiKey, numbers })
      if (reply.kind === 'applied') {
        checkedCredentials = null
        await accounts.save({ ...credentials, ...reply.account, tunnelToken })
        await deps.onConnected(way, account)
      }
      return withoutSecrets(reply)
    },
    async remove() {
      const account = await accounts.read()
      if (account === null) return noAccount
      const { accountSid, authToken } = account
      const reply = await ask('remove', { accountSid, authToken })
      // If Twilio refuses or cannot be reached, the server goes on and the account is kept, so it can be tried again.
      if (reply.kind === 'removed') await forget()
      return withoutSecrets(reply)
    },
    forget,
  }
}

/** The part of the reply that the page may see: not the API key. */
function withoutSecrets(reply: SetupReply): SetupAnswer {
  return reply.kind === 'applied' ? { kind: 'applied', steps: reply.steps } : reply
}
