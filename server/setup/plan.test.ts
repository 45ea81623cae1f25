import { describe, expect, it } from 'vitest'
import type { AccountFacts } from '../twilio/setup/setup-gateway.ts'
import { planRemoval, planSetup } from './plan.ts'
import { workflowConfiguration } from '../twilio/setup/wanted.ts'

const voiceUrl = 'https://desk.example.com/webhooks/voice/inbound'
const number = { sid: 'PN1', phoneNumber: '+15005550006', voiceUrl: '' }
const empty: AccountFacts = {
  accountName: 'Acme',
  trial: false,
  workspace: null,
  application: null,
  apiKeys: [],
  numbers: [number],
}
const queues = new Map([
  ['Support', 'WQ1'],
  ['Sales', 'WQ2'],
])
const full: AccountFacts = {
  ...empty,
  workspace: {
    sid: 'WS1',
    activities: new Map(
      ['Offline', 'Available', 'Unavailable', 'Break'].map((name) => [name, `WA${name}`]),
    ),
    queues,
    workflow: { sid: 'WW1', configuration: workflowConfiguration(queues).replaceAll(',', ', ') },
  },
  application: { sid: 'AP1' },
  apiKeys: ['SK1'],
  numbers: [{ ...number, voiceUrl }],
}
const wishes = { numbers: ['+15005550006'], voiceUrl, apiKeySid: 'SK1' }
const said = (steps: ReturnType<typeof planSetup>) =>
  steps.map(({ kind, what, name }) => `${kind} ${what} ${name}`)

describe('what is to be done', () => {
  it('is everything in an empty account, what others need first', () => {
    expect(said(planSetup(empty, { ...wishes, apiKeySid: null }))).toEqual([
      'create workspace Cordboard',
      'create activity Offline',
      'create activity Available',
      'create activity Unavailable',
      'create activity Break',
      'create queue Support',
      'create queue Sales',
      'create workflow Inbound',
      'create application Cordboard',
      'create api-key Cordboard',
      'change number +15005550006',
    ])
  })

  it('is nothing where all is there', () => {
    expect(planSetup(full, wishes).every(({ kind }) => kind === 'keep')).toBe(true)
  })

  it('is a new key where the secret of the old one is not known here', () => {
    const steps = planSetup(full, { ...wishes, apiKeySid: null })
    expect(said(steps).filter((each) => !each.startsWith('keep'))).toEqual([
      'create api-key Cordboard',
    ])
  })

  it('fixes a Workflow that routes elsewhere and a number that rings elsewhere', () => {
    const workflow = { sid: 'WW1', configuration: '{}' }
    const changed: AccountFacts = {
      ...full,
      workspace: full.workspace && { ...full.workspace, workflow },
      numbers: [{ ...number, voiceUrl: 'https://elsewhere.example.com' }],
    }
    const steps = said(planSetup(changed, wishes)).filter((each) => !each.startsWith('keep'))
    expect(steps).toEqual(['change workflow Inbound', 'change number +15005550006'])
  })

  it('leaves the numbers to the server where no address is known yet', () => {
    expect(said(planSetup(empty, { ...wishes, voiceUrl: null })).at(-1)).toBe(
      'keep number +15005550006',
    )
  })
})

describe('what is to be removed', () => {
  it.each([
    ['with its connection overrides', `${voiceUrl}#rc=3`],
    ['as versions without overrides set it', voiceUrl],
  ])('is everything of ours, and no number that rings elsewhere: a URL %s', (_, own) => {
    const numbers = [
      { ...number, voiceUrl: own },
      { sid: 'PN2', phoneNumber: '+15005550100', voiceUrl: 'https://elsewhere.example.com' },
    ]
    expect(said(planRemoval({ ...full, numbers }))).toEqual([
      'remove number +15005550006',
      'remove application Cordboard',
      'remove workspace Cordboard',
      'remove api-key Cordboard',
    ])
  })

  it('is nothing in an account that has nothing of ours', () => {
    expect(planRemoval(empty)).toEqual([])
  })
})
