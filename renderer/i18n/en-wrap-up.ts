/** The words of the work after a call. */
export const wrapUp = {
  chip: 'Wrap-up',
  title: (who: string) => `Wrap-up: ${who}`,
  talked: (time: string) => `Talked ${time}`,
  time: 'Wrap-up',
  left: 'left',
  over: 'over',
  oneMore: '+1 min',
  disposition: 'Disposition',
  required: 'required',
  placeholder: 'Type a few letters',
  choices: 'Choices',
  notes: 'Notes',
  complete: 'Complete',
  overdueRequired: 'Time’s up. Choose a disposition.',
  overdue: 'Time’s up. Completing automatically.',
  refusal: {
    choose: 'Choose a disposition first.',
    'choose-one': 'Several dispositions match. Choose one.',
    'none-fits': 'No disposition matches. Choose one from the list.',
  },
  draft: {
    saved: 'Saved automatically',
    unsaved: 'Saving…',
    failed: 'Not saved yet. Keep this window open.',
  },
  completing: 'Completing…',
}

/** How the call ended, within a line about it. */
export const ended = {
  'customer-hung-up': 'ended by customer',
  'agent-hung-up': 'ended by you',
  transferred: 'transferred',
  'no-answer': 'no answer',
  busy: 'busy',
  declined: 'declined',
  failed: 'couldn’t be connected',
  'connection-lost': 'connection lost',
  other: 'ended',
}
