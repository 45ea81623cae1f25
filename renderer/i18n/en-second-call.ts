/** The words of a second call: one that is offered meanwhile, one that is set aside, and a new one. */
export const secondCall = {
  waiting: 'Call waiting',
  answer: 'Hold and answer',
  decline: 'Decline',
  answering: 'Holding and answering…',
  declining: 'Declining…',

  setAside: 'The other call',
  onHold: 'On hold',
  holding: 'Putting on hold…',
  switch: 'Switch',
  switchTo: (who: string) => `Switch to ${who}`,
  switching: 'Switching…',
  merge: 'Join both',
  mergeWith: (who: string) => `Join both: bring ${who} into this call`,
  merging: 'Joining both…',

  newCall: 'New call',
  newCallHint: (who: string) => `${who} is put on hold when it starts.`,
}
