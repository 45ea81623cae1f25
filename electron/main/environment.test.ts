import { expect, test } from 'vitest'
import { parseEnvironment } from './environment.ts'

test('nothing set', () => {
  expect(parseEnvironment({}, false)).toEqual({
    serverOrigin: null,
    userData: null,
    demo: null,
    loopbackMedia: false,
    logLevel: 'info',
    devServer: null,
    programNode: null,
    twilioEndpoints: {},
  })
})

test('everything set', () => {
  const variables = {
    CORDBOARD_SERVER_URL: 'http://127.0.0.1:4500/',
    CORDBOARD_USER_DATA: '/tmp/profile',
    CORDBOARD_DEMO: 'ada',
    CORDBOARD_LOOPBACK_MEDIA: '1',
    CORDBOARD_LOG_LEVEL: 'warn',
    PATH: '/bin',
  }
  expect(parseEnvironment(variables, false)).toEqual({
    serverOrigin: 'http://127.0.0.1:4500',
    userData: '/tmp/profile',
    demo: 'ada',
    loopbackMedia: true,
    logLevel: 'warn',
    devServer: null,
    programNode: null,
    twilioEndpoints: {},
  })
})

test('only a development build listens to the development server’s address', () => {
  const variables = { ELECTRON_RENDERER_URL: 'http://localhost:5173' }
  expect(parseEnvironment(variables, false).devServer).toBeNull()
  expect(parseEnvironment(variables, true).devServer).toBe('http://localhost:5173')
})

test('every invalid variable is named at once', () => {
  const variables = { CORDBOARD_SERVER_URL: 'http://desk.example', CORDBOARD_DEMO: 'a#b' }
  expect(() => parseEnvironment(variables, false)).toThrow(/SERVER_URL.*\n.*DEMO/u)
})

test('a stand-in for Twilio is on this machine, or it is refused', () => {
  const here = { TWILIO_BASE_URL: 'http://127.0.0.1:4010', TWILIO_SIGNALLING: '127.0.0.1:4010' }
  expect(parseEnvironment(here, false).twilioEndpoints).toMatchObject(here)
  const elsewhere = { TWILIO_BASE_URL: 'https://twilio.example.com' }
  expect(() => parseEnvironment(elsewhere, false)).toThrow(/TWILIO_BASE_URL: is only allowed/u)
})
