import { expect, it } from 'vitest'
import { rebase } from './request-client.ts'

it.each([
  [
    'https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json',
    'http://127.0.0.1:4010/api/2010-04-01/Accounts/AC1/Calls.json',
  ],
  [
    'https://taskrouter.twilio.com/v1/Workspaces?PageSize=1',
    'http://127.0.0.1:4010/taskrouter/v1/Workspaces?PageSize=1',
  ],
  ['https://api.dublin.ie1.twilio.com/x', 'http://127.0.0.1:4010/api/x'],
  ['https://example.com/x', 'https://example.com/x'],
  ['https://api.twilio.com.example.com/x', 'https://api.twilio.com.example.com/x'],
])('rebases %s', (uri, expected) => {
  expect(rebase(uri, 'http://127.0.0.1:4010')).toBe(expected)
})
