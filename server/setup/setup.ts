import type { SetupFailureCode, SetupReply, SetupRequest, SetupStep } from '../contract/setup.ts'
import { failureOf } from '../twilio/failure.ts'
import { createSetupGateway } from '../twilio/setup/setup-gateway.ts'
import type { SetupGateway } from '../twilio/setup/setup-gateway.ts'
import { runSetup } from './run-setup.ts'

/** Looks at a Twilio account, makes in it what we need, or takes all of that away again. Never rejects. */
export async function setUp(
  request: SetupRequest,
  gateway: SetupGateway = createSetupGateway(request),
): Promise<SetupReply> {
  const done: SetupStep[] = []
  try {
    return await runSetup(request, gateway, done)
  } catch (error) {
    const failure = failureOf(error)
    return { kind: 'failed', failure: faultOf(failure), message: failure.message, done }
  }
}

function faultOf(failure: ReturnType<typeof failureOf>): SetupFailureCode {
  if (failure.kind === 'unavailable') return 'unreachable'
  // A wrong SID is not found; a SID with the token of another account is not authenticated.
  return failure.kind === 'misconfigured' ? 'wrong-credentials' : 'refused'
}
