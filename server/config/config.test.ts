import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const hex = '0123456789abcdef0123456789abcdef'
const account = {
  TWILIO_ACCOUNT_SID: `AC${hex}`,
  TWILIO_AUTH_TOKEN: 'auth-token-value',
  TWILIO_API_KEY_SID: `SK${hex}`,
  TWILIO_API_KEY_SECRET: 'key-secret-value',
  TWILIO_WORKSPACE_SID: `WS${hex}`,
  TWILIO_WORKFLOW_SID: `WW${hex}`,
  TWILIO_TWIML_APP_SID: `AP${hex}`,
  TWILIO_CALLER_IDS: '+15005550006, +15005550100',
}

describe('readConfig', () => {
  it('means the sandbox when nothing points at Twilio', () => {
    const config = readConfig({ PATH: '/bin', TWILIO_AUTH_TOKEN: '' })
    expect(config).toMatchObject({
      ok: true,
      value: { kind: 'sandbox', own: { port: 4400, ringSeconds: 20, requireDisposition: true } },
    })
  })

  it('reads a whole account', () => {
    const config = readConfig({ ...account, CORDBOARD_REQUIRE_DISPOSITION: 'false' })
    if (!config.ok || config.value.kind !== 'twilio') throw new Error('not read')
    expect(config.value.own.requireDisposition).toBe(false)
    expect(config.value.twilio.callerIds).toEqual(['+15005550006', '+15005550100'])
    expect(config.value.twilio.endpoints).toBeNull()
    expect(config.value.twilio.webhookSecrets.authTokens.map((token) => token.reveal())).toEqual([
      'auth-token-value',
    ])
  })

  it('reads two tokens and two keys, and needs no token beside a key', () => {
    const { TWILIO_AUTH_TOKEN: _, ...keyless } = account
    const keys = { ...keyless, TWILIO_WEBHOOK_KEYS: 'k1:secret-1, k2:secret:2' }
    const config = readConfig(keys)
    if (!config.ok || config.value.kind !== 'twilio') throw new Error('not read')
    const { authTokens, sharedKeys } = config.value.twilio.webhookSecrets
    expect(authTokens).toEqual([])
    expect([...sharedKeys].map(([id, secret]) => [id, secret.reveal()])).toEqual([
      ['k1', 'secret-1'],
      ['k2', 'secret:2'],
    ])
    const rotating = readConfig({ ...account, TWILIO_AUTH_TOKEN: 'new, old' })
    if (!rotating.ok || rotating.value.kind !== 'twilio') throw new Error('not read')
    expect(rotating.value.twilio.webhookSecrets.authTokens).toHaveLength(2)
    expect(readConfig(keyless)).toMatchObject({
      failure: ['TWILIO_AUTH_TOKEN or TWILIO_WEBHOOK_KEYS is missing'],
    })
    const wrong = readConfig({ ...account, TWILIO_WEBHOOK_KEYS: 'secret-alone' })
    expect(JSON.stringify(wrong)).not.toContain('secret-alone')
    expect(wrong.ok).toBe(false)
  })

  it('lists every missing variable at once', () => {
    const config = readConfig({ TWILIO_ACCOUNT_SID: `AC${hex}`, CORDBOARD_PORT: 'x' })
    if (config.ok) throw new Error('should have failed')
    const names = config.failure.join('\n')
    for (const name of Object.keys(account).slice(1)) expect(names).toContain(name)
    expect(names).toContain('CORDBOARD_PORT')
  })

  it('wants all endpoints or none', () => {
    const config = readConfig({ ...account, TWILIO_BASE_URL: 'http://127.0.0.1:1' })
    if (config.ok) throw new Error('should have failed')
    expect(config.failure).toContain('TWILIO_SIGNALLING is missing')
  })

  it('never shows a secret, neither in a fault nor in an inspection', () => {
    const good = readConfig(account)
    const bad = readConfig({ ...account, TWILIO_ACCOUNT_SID: 'secret-in-the-wrong-place' })
    const shown = inspect(good, { depth: 9 }) + JSON.stringify(good) + inspect(bad, { depth: 9 })
    expect(shown).not.toMatch(/auth-token-value|key-secret-value|wrong-place/)
  })

  it.each([
    ['CORDBOARD_RING_SECONDS', 'x', 'is not a whole number from 5 to 600'],
    ['CORDBOARD_GUARD', 'on', 'is not one of off, tell, own, account'],
    ['CORDBOARD_WORKER_ATTRIBUTES', 'x', 'is not one of server, twilio'],
    ['CORDBOARD_RING_SECONDS', '4', 'is not a whole number from 5 to 600'],
    ['CORDBOARD_WRAP_UP_SECONDS', '1.5', 'is not a whole number from 1 to 3600'],
    ['CORDBOARD_PORT', '65536', 'is not a whole number from 0 to 65535'],
    ['CORDBOARD_SANDBOX_PORT', 'Infinity', 'is not a whole number from 0 to 65535'],
    ['CORDBOARD_DEMO', 'yes', 'is not true, false, 1 or 0'],
    ['CORDBOARD_PUBLIC_URL', 'desk', 'is not a URL'],
    ['CORDBOARD_RECORDING_PAUSE_SECONDS', '0', 'is not a whole number from 5 to 3600'],
    ['CORDBOARD_EMERGENCY_NUMBERS', '911,+15005550100', 'is not a list of short numbers'],
    [
      'CORDBOARD_DIAL_COUNTRIES',
      'DE,france',
      'is neither * nor a list of ISO 3166 countries of two capital letters',
    ],
    [
      'CORDBOARD_DIAL_KINDS',
      'premium,cheap',
      'is not a list of premium, personal, shared-cost, satellite, international-network, pager, voicemail, unknown',
    ],
    ['CORDBOARD_AGENT_LEGS', '0', 'is not a whole number from 1 to 1000'],
    ['CORDBOARD_TRUSTED_PROXIES', '10.0.0.0/8,proxy', 'is not a list of addresses and ranges'],
    ['CORDBOARD_LOG_LEVEL', 'loud', 'is not one of trace, debug, info, warn, error, fatal, silent'],
  ])('says in our words, not in those of zod, what is wrong with %s=%s', (name, value, words) => {
    expect(readConfig({ [name]: value })).toEqual({ ok: false, failure: [`${name}: ${words}`] })
  })

  it('reads lists between commas, and nothing is not the same as an empty one', () => {
    const read = (env: Record<string, string>) => {
      const config = readConfig(env)
      return config.ok
        ? [config.value.own.record, config.value.own.dialling.emergencyNumbers]
        : config
    }
    expect(read({})).toEqual([null, []])
    expect(read({ CORDBOARD_RECORD_QUEUES: '' })).toEqual([[], []])
    expect(
      read({ CORDBOARD_RECORD_QUEUES: 'Sales, outbound', CORDBOARD_EMERGENCY_NUMBERS: '911,112' }),
    ).toEqual([
      ['Sales', 'outbound'],
      ['911', '112'],
    ])
  })

  describe('CORDBOARD_MUSIC', () => {
    const urlFor = (CORDBOARD_MUSIC: string, queue: string | null) => {
      const config = readConfig({ CORDBOARD_MUSIC })
      return config.ok ? config.value.own.music.urlFor(queue) : config.failure
    }
    const [all, support] = ['https://cdn.example.com/a.xml?b=c', 'https://cdn.example.com/s.xml']

    it.each([
      ['', 'Support', null],
      ['', null, null],
      [all, 'Support', all],
      [all, null, all],
      [`Support = ${support}, *=${all}`, 'Support', support],
      [`Support=${support},${all}`, 'Sales', all],
      [`Support=${support},${all}`, null, all],
      [`Support=${support}`, 'Sales', null],
      [`Support=${support}`, null, null],
      // A sandbox plays it from this machine.
      ['http://127.0.0.1:8080/music.xml', 'Support', 'http://127.0.0.1:8080/music.xml'],
    ])('%j gives queue %j %j', (text, queue, url) => {
      expect(urlFor(text, queue)).toBe(url)
    })

    it.each([
      ['music.xml', /is not a list of https: addresses/],
      ['http://cdn.example.com/a.xml', /is not a list of https: addresses/],
      ['https://mary:horse@cdn.example.com/a.xml', /without a password/],
      [`=${all}`, /is not a list of https: addresses/],
      ['Support=', /is not a list of https: addresses/],
      [`Support=${all},Support=${support}`, /has two addresses for one queue/],
      [`${all},*=${support}`, /has two addresses for one queue/],
    ])('refuses %j, and does not repeat it', (text, says) => {
      const failure = urlFor(text, null)
      expect(failure).toEqual([expect.stringMatching(says)])
      expect(JSON.stringify(failure)).not.toContain('example.com')
    })

    it.each([
      ['https://desk.example.com', 'https://desk.example.com/media/music.xml'],
      ['https://desk.example.com', 'https://desk.example.com:8443/music.xml'],
      ['http://127.0.0.1:4400', 'http://127.0.0.1:4400/music.xml'],
    ])('is not to be on the server itself: %s and %s', (server, url) => {
      const config = readConfig({ CORDBOARD_PUBLIC_URL: server, CORDBOARD_MUSIC: url })
      expect(config).toMatchObject({
        failure: [expect.stringMatching(/^CORDBOARD_MUSIC: has an address on the server itself/)],
      })
    })

    it('may be on the same machine as a server on loopback', () => {
      const CORDBOARD_MUSIC = 'http://127.0.0.1:8080/music.xml'
      const config = readConfig({ CORDBOARD_PUBLIC_URL: 'http://127.0.0.1:4400', CORDBOARD_MUSIC })
      expect(config.ok).toBe(true)
    })
  })

  it('refuses demo accounts on a real account', () => {
    expect(readConfig({ ...account, CORDBOARD_DEMO: 'true' }).ok).toBe(false)
  })

  it('refuses a list of dispositions that cannot be read', () => {
    expect(readConfig({ CORDBOARD_DISPOSITIONS: '{"a":1}' }).ok).toBe(false)
    const own = readConfig({ CORDBOARD_DISPOSITIONS: '[{"id":"a","label":"A"}]' })
    expect(own).toMatchObject({ ok: true, value: { own: { dispositions: [{ id: 'a' }] } } })
  })
})
