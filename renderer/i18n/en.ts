import { failures } from './en-failures.ts'
import { firstRun, ownServer } from './en-first-run.ts'
import { mini, settings } from './en-settings.ts'
import { program } from './en-program.ts'
import { signInAgain } from './en-sign-in-again.ts'
import { recording, secondCall, transfer } from './en-calls.ts'
import { beside } from './en-beside.ts'

/** English, and the shape that every other language fills. Sentences are short; a code never shows in one. */
export const en = {
  /** `Marta, Deniz, and Sam` */
  list: (names: readonly string[]) => new Intl.ListFormat('en').format(names),
  opening: 'Opening Cordboard…',
  failures,
  firstRun,
  ownServer,
  program,
  transfer,
  secondCall,
  recording,
  beside,
  signInAgain,

  signIn: {
    title: 'Sign in to Cordboard',
    outdated: {
      'desk-outdated': 'Update needed: this Cordboard is too old for its server.',
      'server-outdated': 'The server is too old for this Cordboard. Tell your administrator.',
    },
    username: 'Username',
    password: 'Password',
    submit: 'Sign in',
    demo: 'A practice contact centre, with nothing to set up',
    continueAs: (name: string) => `Continue as ${name}`,
    server: 'Server',
    changeServer: 'Change',
    serverAddress: 'Server address',
    useServer: 'Use this server',
    otherWays: 'Practise here, or set up a server',
    serverInvalid: 'Enter the full address, starting with https://',
  },

  shell: {
    navigation: 'Main',
    phone: 'Phone',
    history: 'History',
    account: 'Account',
    theme: 'Appearance',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    signOut: 'Sign out',
    signOutAfterCall: 'Sign out when the call is over',
    dismiss: 'Dismiss',
  },

  presence: {
    label: 'Presence',
    unknown: 'Connecting…',
    changing: (from: string, to: string) => `${from}, changing to ${to}`,
    changingTo: (to: string) => `${to}…`,
    reachable: 'Calls reach you',
    unreachable: 'No calls',
  },

  readiness: {
    label: 'Readiness',
    word: { ready: 'Ready', getting: 'Getting ready', failure: 'Not ready' },
    microphone: {
      live: 'Microphone live',
      blocked: 'Microphone blocked',
      missing: 'No microphone',
      unknown: 'Microphone not checked',
    },
    link: { good: 'Network good', poor: 'Network weak', reconnecting: 'Reconnecting' },
  },

  failure: {
    'microphone-blocked': {
      says: 'The microphone is blocked, so no calls reach you.',
      fix: 'Allow microphone',
    },
    'microphone-missing': {
      says: 'No microphone, so no calls reach you. Plug in a headset.',
      fix: 'Check again',
    },
    'device-unregistered': {
      says: 'The phone line is down, so no calls reach you.',
      fix: 'Try now',
    },
    'worker-disconnected': {
      says: 'No connection to the queues, so no calls reach you.',
      fix: 'Try now',
    },
    'server-disconnected': {
      says: 'The server does not answer. Current calls continue.',
      fix: 'Try now',
    },
    'desk-outdated': {
      says: 'Update needed: Cordboard is too old for its server. No calls reach you.',
      fix: 'Check again',
    },
    'server-outdated': {
      says: 'The server is too old, so no calls reach you. Tell your administrator.',
      fix: 'Check again',
    },
  },

  /** What a firewall must let through: host and port. */
  unreachable: {
    'device-unregistered': (host: string, port: number) =>
      `Twilio Voice cannot be reached: ${host}, port ${port}.`,
    'worker-disconnected': (host: string, port: number) =>
      `TaskRouter cannot be reached: ${host}, port ${port}.`,
    'server-disconnected': (host: string, port: number) =>
      `No answer from ${host}, port ${port}. Current calls continue.`,
  },

  today: {
    label: 'Today',
    calls: 'Calls today',
    handleTime: 'Handle time',
    waiting: 'Waiting',
    unknown: '–',
  },

  dialler: {
    title: 'Dialler',
    number: 'Number',
    placeholder: 'Number or name',
    call: 'Call',
    calling: 'Calling…',
    line: 'Shown to the customer',
    keys: 'Keys',
    erase: 'Erase the last digit',
    refusal: {
      empty: 'Enter a number first.',
      letters: 'No matches. Check the name, or enter a number.',
      'nobody-free': 'They cannot be called now. Choose someone else, or try again soon.',
      'too-short': 'This number is too short. Add the missing digits.',
      'too-long': 'This number is too long. Remove the extra digits.',
      'no-country': 'No country has this code. Check the digits after the +.',
      'not-a-number': 'This is not a phone number. Check it.',
      'service-code':
        'Codes with * or # before a number cannot be dialled here. Enter only the number.',
      'no-keys': 'The extension is not clear. Put it after a comma, or remove it.',
    },
    rewritten: { 'mexican-mobile': 'without the old 1' },
  },

  recent: {
    label: 'Recent calls',
    none: 'No calls yet. They will appear here.',
    dial: (who: string) => `Dial ${who}`,
    direction: { inbound: 'Incoming', outbound: 'Outgoing', internal: 'Internal' },
    outcome: {
      answered: 'Answered',
      missed: 'Missed',
      declined: 'Declined',
      'no-answer': 'No answer',
      busy: 'Busy',
      failed: 'Failed',
      abandoned: 'Abandoned',
    },
    today: 'Today',
    yesterday: 'Yesterday',
  },

  who: {
    unknown: 'Withheld caller',
    you: 'You',
    customer: 'Customer',
    agent: 'Teammate',
    consult: 'Consult',
    external: 'Added by number',
    supervisor: 'Supervisor',
    keys: (keys: string) => `then ${keys}`,
  },

  ringing: {
    chip: 'Ringing',
    chipIn: (queue: string) => `Ringing · ${queue}`,
    asks: (from: string, who: string) => `${from} asks you about ${who}`,
    handsOver: (from: string, who: string) => `${from} hands over ${who}`,
    waited: (time: string) => `waited ${time}`,
    timeLeft: 'Time left to answer',
    answer: 'Answer',
    decline: 'Decline',
    more: (calls: number) => `and ${calls} more`,
    answering: 'Answering…',
    declining: 'Declining…',
    first: 'No conversation with this number in your list.',
  },

  call: {
    dialing: (who: string) => `Calling ${who}`,
    connecting: (who: string) => `Connecting ${who}`,
    /** The server says something of it that this Cordboard has no words for. */
    unknown: (who: string) => `On a call with ${who}`,
    talking: (who: string) => `Talking to ${who}`,
    holding: (who: string) => `${who} is on hold`,
    holdingAll: (who: string) => `${who} are on hold`,
    ended: 'Call ended',
    endedBy: (who: string) => `${who} ended the call`,
    endedByYou: 'You ended the call',
    parties: 'On this call',
    state: {
      waiting: 'Waiting',
      ringing: 'Ringing',
      talking: 'Talking',
      holding: 'Holding…',
      onHold: 'On hold',
      resuming: 'Resuming…',
      muted: 'Muted',
      speaking: 'speaking',
    },
    joined: {
      called: 'called us',
      dialled: 'was called',
      placed: 'placed the call',
      routed: 'from the queue',
      'took-back': 'took back',
      transferred: 'by transfer',
      added: 'added',
      merged: 'from the other call',
    },
    spoke: (time: string) => `spoke ${time}`,
    left: {
      'hung-up': 'Hung up',
      removed: 'Removed',
      'no-answer': 'No answer',
      busy: 'Busy',
      declined: 'Declined',
      failed: 'Not reached',
      'taken-back': 'Taken back',
      unknown: 'Left',
    },
    youOnHold: 'You are on hold',
    mutedByDesk: 'Another desk has muted you: nobody hears you.',
    onACall: 'On a call',
    notes: 'Notes',
    notesHint: 'Kept for after-call work',
    notesOfAgent: 'Written by the agent who has the conversation',
    controls: 'Call controls',
    mute: 'Mute',
    unmute: 'Unmute',
    hold: 'Hold',
    resume: 'Resume',
    keypad: 'Keypad',
    transfer: 'Transfer',
    add: 'Add',
    hangUp: 'Hang up',
    hangUpForAll: 'Hang up for all',
    leave: 'Leave',
    conference: (people: number) => `Conference of ${people}`,
    othersGoOn: 'The others continue if you leave.',
    leaving: 'Leaving…',
    party: {
      remove: 'Remove',
      talkTo: (who: string) => `Talk to ${who}`,
      named: (command: string, who: string) => `${command} ${who}`,
    },
    hangingUp: 'Hanging up…',
    keys: { sent: 'Keys sent', waiting: 'Not sent yet', lost: 'Not sent' },
    keysLost: (keys: string) => `Not sent: ${keys}. Press them again.`,
    noKeys: 'Press keys to send tones',
    longHold: (who: string) => `${who} has been on hold for more than two minutes.`,
    linkPoor:
      'The connection is weak and voices may break up. A cable or a closer access point helps.',
    reconnecting: 'The connection was lost. Reconnecting… Stay on the line.',
    again: 'Try again',
    context: {
      label: 'About this call',
      queue: 'Queue',
      waited: 'Waited',
      line: { inbound: 'Called', outbound: 'Shown as', internal: 'Line' },
      internal: 'Internal call',
      conversations: 'Conversations',
    },
  },

  mini,
  settings,

  wrapUp: {
    chip: 'After-call work',
    title: (who: string) => `After-call work: ${who}`,
    talked: (time: string) => `talked ${time}`,
    time: 'After-call work',
    left: 'left',
    over: 'over',
    oneMore: '+1 min',
    disposition: 'Disposition',
    required: 'required',
    placeholder: 'Type a few letters',
    choices: 'Outcomes',
    notes: 'Notes',
    complete: 'Complete',
    overdueRequired: 'Time is up. Choose a disposition.',
    overdue: 'Time is up. This completes by itself.',
    refusal: {
      choose: 'Choose a disposition first.',
      'choose-one': 'Several dispositions match. Choose one.',
      'none-fits': 'No disposition matches. Choose one from the list.',
    },
    draft: {
      saved: 'Saved. You can close the window.',
      unsaved: 'Saving…',
      failed: 'Not saved yet. Keep this window open.',
    },
    completing: 'Completing…',
  },

  ended: {
    'customer-hung-up': 'ended by customer',
    'agent-hung-up': 'ended by you',
    transferred: 'handed over',
    'no-answer': 'no answer',
    busy: 'busy',
    declined: 'declined',
    failed: 'could not be connected',
    'connection-lost': 'connection lost',
    other: 'ended',
  },

  notice: {
    missed: (who: string) => `You missed ${who}.`,
    missedNow: (who: string, activity: string) => `You missed ${who} and are now ${activity}.`,
    goAvailable: 'Go available',
    ended: {
      'customer-hung-up': 'The customer hung up.',
      'agent-hung-up': 'You hung up.',
      transferred: 'The conversation was handed over.',
      'no-answer': 'No answer. Try again later.',
      busy: 'The number is busy. Try again later.',
      declined: 'The call was declined.',
      failed: 'The call could not be connected. Check the number and try again.',
      'connection-lost': 'The connection was lost and the call ended. Call back if needed.',
      other: 'The call has ended.',
    },
    transferred: (to: string) => `Transferred to ${to}.`,
    failed: {
      presence: 'Your presence was not changed. Choose it again.',
      answer: 'The call could not be answered. It goes to the next agent.',
      hotkeys: 'Another program uses the global keys. The keys still work in this window.',
      command: 'That did not work. Try again.',
    },
    hotkeysMoved:
      'The global keys have changed: the old ones typed letters on Windows. See Settings, Global keys.',
    takenOut: {
      silent:
        'The server lost contact with this desk and stopped routing calls to it. Calls resume when it is back.',
      device:
        'This desk was not registered for calls, so none are routed to it. Calls resume when it is.',
      microphone:
        'The microphone could not be used, so no calls are routed here. Calls resume when it works.',
    },
    broughtBack: {
      silent: 'Calls are routed to you again. The server had lost contact with this desk.',
      device: 'Calls are routed to you again. This desk was not registered for calls for a while.',
      microphone: 'Calls are routed to you again. The microphone could not be used for a while.',
    },
    alert: { takenOut: 'No calls are routed to you', broughtBack: 'Calls are routed to you again' },
    sessionOnly: 'This computer has no keychain, so you must sign in again after a restart.',
  },

  announce: {
    inQueue: (news: string, queue: string) => `${news}, ${queue}`,
    incoming: (who: string) => `Incoming call from ${who}`,
    waiting: (news: string) => `Call waiting: ${news}`,
    setAside: (who: string) => `${who} is on hold in the other call`,
    muted: 'Microphone muted',
    ended: (reason: string) => `Call ended, ${reason}`,
  },
}

/** What a language file provides. */
export type Messages = typeof en
