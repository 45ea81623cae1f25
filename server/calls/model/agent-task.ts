import { z } from 'zod'

/** One agent's Task for a call: TaskRouter's offer, or one that the server made for this very agent. */
export const agentTask = z.object({
  partyId: z.string(),
  identity: z.string(),
  /** Null while it is being created. */
  taskSid: z.string().nullable(),
  reservationSid: z.string().nullable(),
  accepted: z.boolean(),
  /** What is to become of it now that the agent's part is over; null while it goes on. */
  due: z.enum(['wrapping', 'completed']).nullable(),
})
export type AgentTask = z.infer<typeof agentTask>
