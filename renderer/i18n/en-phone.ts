/** The words of the phone while no call is up, of a ring, and of past calls. */
export const today = {
  label: 'Today',
  calls: 'Calls today',
  handleTime: 'Avg. handle time',
  waiting: 'Waiting',
  unknown: '–',
}

export const dialler = {
  title: 'Dialler',
  number: 'Number',
  placeholder: 'Number or name',
  call: 'Call',
  calling: 'Calling…',
  line: 'Caller ID',
  keys: 'Keys',
  refusal: {
    empty: 'Enter a number first.',
    letters: 'No one by that name. Check it, or enter a number.',
    'nobody-free': 'They can’t be called now. Choose someone else, or try again soon.',
    'too-short': 'This number is too short. Add the missing digits.',
    'too-long': 'This number is too long. Remove the extra digits.',
    'no-country': 'No country has this code. Check the digits after the +.',
    'not-a-number': 'This isn’t a phone number. Check it.',
    'service-code':
      'Codes with * or # before a number can’t be dialled here. Enter only the number.',
    'no-keys': 'The extension isn’t clear. Put it after a comma, or remove it.',
  },
  rewritten: { 'mexican-mobile': 'without the old 1' },
}

export const recent = {
  label: 'Recent calls',
  none: 'No calls yet. They will appear here.',
  dial: (who: string) => `Dial ${who}`,
  direction: { inbound: 'Inbound', outbound: 'Outbound', internal: 'Internal' },
  outcome: {
    answered: 'Answered',
    missed: 'Missed',
    declined: 'Declined',
    'no-answer': 'No answer',
    busy: 'Busy',
    failed: 'Failed',
    abandoned: 'Caller hung up',
  },
  today: 'Today',
  yesterday: 'Yesterday',
}

export const who = {
  unknown: 'Private number',
  you: 'You',
  customer: 'Customer',
  agent: 'Teammate',
  consult: 'Consult',
  external: 'Added by number',
  supervisor: 'Supervisor',
  keys: (keys: string) => `then ${keys}`,
}

export const ringing = {
  chip: 'Ringing',
  chipIn: (queue: string) => `Ringing · ${queue}`,
  needsHelp: (from: string) => `${from} needs your help`,
  about: (who: string) => `about ${who}`,
  handsOver: (from: string, who: string) => `${from} is transferring ${who}`,
  waited: (time: string) => `waited ${time}`,
  timeLeft: 'Time left to answer',
  answer: 'Answer',
  decline: 'Decline',
  more: (calls: number) => `and ${calls} more`,
  answering: 'Answering…',
  declining: 'Declining…',
  first: 'No earlier calls with this number',
}
