import { badge, button, clockTime, facts, h, none, sid } from './dom.js'

const ACTIVE = new Set(['pending', 'reserved', 'assigned', 'wrapping'])

export function tasksView({ tasks }) {
  if (tasks.length === 0) return none('No Task.')
  return h('div', {}, tasks.slice(0, 30).map(taskView))
}

function taskView(task) {
  const { sid: taskSid, status, reason, queue, attributes, reservations } = task
  return h(
    'details',
    { 'data-key': taskSid },
    h(
      'summary',
      {},
      badge(status, ACTIVE.has(status) ? 'good' : 'plain'),
      ' ',
      h('span', { class: 'who' }, queue ?? 'no queue'),
      h('span', { class: 'soft' }, reason ?? `since ${clockTime(task.createdAt)}`),
    ),
    facts([
      ['Task', sid(taskSid)],
      ['Priority', String(task.priority)],
      ['Attributes', h('code', {}, JSON.stringify(attributes))],
    ]),
    h(
      'ul',
      {},
      reservations.map(({ workerName, status }) => h('li', {}, `${workerName}: `, badge(status))),
    ),
  )
}

export function queuesView({ taskQueues, queues }) {
  return h(
    'ul',
    {},
    taskQueues.map(({ sid: id, friendlyName, targetWorkers, taskSids }) =>
      h(
        'li',
        { 'data-key': id },
        h('span', { class: 'who' }, friendlyName),
        ` ${taskSids.length} Tasks, Workers `,
        h('code', {}, targetWorkers),
      ),
    ),
    queues.map(({ sid: id, friendlyName, waiting }) =>
      h('li', { 'data-key': id }, `${friendlyName}: ${waiting.length} callers wait`),
    ),
  )
}

export function workersView({ workers, workerSockets, devices }) {
  if (workers.length + devices.length === 0) return none('Nobody is there.')
  return h(
    'ul',
    { class: 'rows' },
    workers.map(({ sid: id, friendlyName, activity, available }) => {
      const sockets = workerSockets.filter(({ workerSid }) => workerSid === id).length
      return h(
        'li',
        { 'data-key': id },
        badge(activity, available ? 'good' : 'plain'),
        h('span', { class: 'who' }, friendlyName),
        sockets > 0 &&
          button('Break its socket', 'client', { 'data-path': `/workers/${id}/disconnect` }),
        sockets > 0 &&
          button('Expire its token', 'client', { 'data-path': `/workers/${id}/expire-token` }),
      )
    }),
    devices.map(({ identity, registered, callSids }, index) => {
      const path = `/devices/${encodeURIComponent(identity ?? '')}`
      return h(
        'li',
        { 'data-key': `device ${index}` },
        badge(registered ? 'registered' : 'offline', registered ? 'good' : 'plain'),
        h('span', { class: 'who' }, `Device ${identity ?? 'without a token'}`),
        callSids.length > 0 && h('span', { class: 'soft' }, `${callSids.length} calls`),
        identity !== null &&
          button('Break its socket', 'client', { 'data-path': `${path}/disconnect` }),
        identity !== null &&
          button('Expire its token', 'client', { 'data-path': `${path}/expire-token` }),
      )
    }),
  )
}

export function numbersView({ numbers }) {
  return h(
    'ul',
    {},
    numbers.map(({ sid: id, phoneNumber, voiceUrl }) =>
      h(
        'li',
        { 'data-key': id },
        h('span', { class: 'who' }, phoneNumber),
        ' ',
        voiceUrl ? h('code', {}, voiceUrl) : 'has no voice URL',
      ),
    ),
  )
}
