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
  })
})

test('only a development build listens to the development server’s address', () => {
  const variables = { ELECTRON_RENDERER_URL: 'http://localhost:5173' }
  expect(parseEnvironment(variables, false).devServer).toBeNull()
  expect(parseEnvironment(variables, true).devServer).toBe('http://localhost:5173')
})

test('every fault is named at once', () => {
  const variables = { CORDBOARD_SERVER_URL: 'http://desk.example', CORDBOARD_DEMO: 'a#b' }
  expect(() => parseEnvironment(variables, false)).toThrow(/SERVER_URL.*\n.*DEMO/u)
})
