import type { SetupAnswer } from '../../../electron/contract/bundled.ts'
import type { ServerResult } from '../../ports/result.ts'
import type { Ports } from '../engine/ports.ts'
import type {
  DesktopFailureCode,
  FirstRunActions,
  FirstRunView,
  SetupFailure,
} from '../../view/first-run-view.ts'

interface Stage {
  show(view: FirstRunView): void
  view(): FirstRunView | null
  /** The account is set up; its server starts. */
  connected(): Promise<void>
}

/** The steps for a Twilio account: credentials, then the plan. The credentials are not kept here. */
export function createTwilioSteps(
  { bundled }: Pick<Ports, 'bundled'>,
  { show, view, connected }: Stage,
): Pick<FirstRunActions, 'toTwilio' | 'check' | 'connect'> {
  let credentials: Extract<FirstRunView, { kind: 'credentials' }> = {
    kind: 'credentials',
    remembered: true,
    busy: false,
    failure: null,
  }

  async function toTwilio(): Promise<void> {
    show(credentials)
    const remembered = (await bundled.now())?.account.remembered ?? false
    credentials = { ...credentials, remembered }
    if (view()?.kind === 'credentials') show(credentials)
  }

  async function check(accountSid: string, authToken: string): Promise<void> {
    show({ ...credentials, busy: true })
    const reply = await bundled.look({ accountSid, authToken })
    const answer = reply.ok ? reply.value : null
    if (answer?.kind === 'looked') show({ ...answer, kind: 'plan', busy: false, failure: null })
    else show({ ...credentials, failure: toSetupFailure(reply) })
  }

  async function connect(request: Parameters<FirstRunActions['connect']>[0]): Promise<void> {
    const plan = view()
    if (plan?.kind !== 'plan' || plan.busy) return
    show({ ...plan, busy: true, failure: null })
    const reply = await bundled.connect(request)
    if (reply.ok && reply.value.kind === 'applied') await connected()
    else show({ ...plan, busy: false, failure: toSetupFailure(reply) })
  }

  return {
    toTwilio: () => void toTwilio(),
    check: (accountSid, authToken) => void check(accountSid, authToken),
    connect: (request) => void connect(request),
  }
}

function toSetupFailure(reply: ServerResult<SetupAnswer>): SetupFailure {
  if (reply.ok && reply.value.kind === 'failed') {
    const { failure, message } = reply.value
    return { code: failure, message }
  }
  if (reply.ok) return { code: 'refused', message: '' }
  // The desktop's contract refuses what cannot be a SID or a token.
  const invalid = reply.failure.code === 'invalid-request'
  return { code: invalid ? 'wrong-credentials' : desktopFailureCode(reply), message: '' }
}

export function desktopFailureCode({
  failure,
}: Extract<ServerResult<unknown>, { ok: false }>): DesktopFailureCode {
  return failure.code === 'forbidden' ? 'managed' : 'failed'
}
