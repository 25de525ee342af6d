import type { Options } from "actionary";
import { listUsers } from "./_users.js";

/**
 * List the channels of a workspace.
 *
 * @param workspace - Which workspace.
 * @param search - Part of a channel's name.
 * @param cursor - Where the last page ended.
 * @returns The channels.
 */
export async function listChannels(workspace: string, search?: string, cursor?: string): Promise<Options> {
  return [{ value: workspace, label: `${search ?? ""}${cursor ?? ""}` }];
}

export { listUsers };

/**
 * Post a message.
 *
 * @param workspace - Which workspace.
 * @param channel - Where it is posted. {@options listChannels}
 * @param user - Who is told. {@options listUsers}
 */
export async function post(workspace: string, channel: string, user?: string): Promise<void> {
  void [workspace, channel, user];
}
