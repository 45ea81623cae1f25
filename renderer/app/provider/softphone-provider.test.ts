import { localBench } from '../../../tests/contract/local-bench.ts'
import { softphoneProviderContract } from '../../../tests/contract/softphone-provider.suite.ts'
import { FakeCentre } from '../../../tests/fakes/fake-centre.ts'
import { FakeSoftphoneProvider } from '../../../tests/fakes/fake-softphone-provider.ts'

const number = '+14155550123'
const target = { kind: 'agent', agentId: 'grace' } as const

softphoneProviderContract('in-memory', async () => {
  const provider = new FakeSoftphoneProvider()
  const { conversation } = provider
  return localBench(provider, {
    customer: {
      number,
      calls: async () => provider.customerCalls(),
      answers: async () => provider.customerAnswers(),
      hangsUp: async () => conversation.end('customer-hung-up'),
    },
    second: {
      number: '+14155550124',
      calls: async () => provider.secondCustomerCalls(),
      answers: async () => provider.secondCustomerAnswers(),
      hangsUp: async () => provider.switchboard.second.end('customer-hung-up'),
    },
    teammate: { target: async () => target, answers: async () => provider.customerAnswers() },
    other: {
      target,
      answers: async () => conversation.guestAnswers(),
      fails: async () => provider.guestLeaves('busy'),
      hangsUp: async () => provider.guestLeaves('left'),
    },
    advance: async () => undefined,
    close: async () => undefined,
  })
})

softphoneProviderContract("Twilio, beside a server's stand-in,", async () => {
  const centre = new FakeCentre()
  await centre.open()
  const { conversation } = centre
  return localBench(centre.desk.actions.softphone, {
    customer: {
      number,
      calls: async () => centre.customerCalls(),
      answers: async () => conversation.connect(),
      hangsUp: async () => conversation.end('customer-hung-up'),
    },
    second: {
      number: '+14155550124',
      calls: async () => centre.secondCustomerCalls(),
      answers: async () => centre.switchboard.second.connect(),
      hangsUp: async () => centre.switchboard.second.end('customer-hung-up'),
    },
    teammate: { target: async () => target, answers: async () => conversation.connect() },
    other: {
      target,
      answers: async () => conversation.guestAnswers(),
      fails: async () => conversation.guestLeaves('declined'),
      hangsUp: async () => conversation.guestLeaves('left'),
    },
    // Drafts are sent after a pause.
    advance: () => centre.fakes.pass(200),
    close: async () => centre.desk.close(),
  })
})
