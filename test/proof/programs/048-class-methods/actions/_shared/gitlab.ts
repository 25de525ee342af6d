import { secret } from "actionary";

export const gitlab = secret({ name: "gitlab", keys: ["GITLAB_READ_TOKEN", "GITLAB_WRITE_TOKEN"] });

export class GitLab {
  readonly project: string;

  constructor(project: string) {
    this.project = encodeURIComponent(project);
  }

  async listIssues(): Promise<string> {
    return this.request("issues", "GET", gitlab.get("GITLAB_READ_TOKEN"));
  }

  async openIssue(): Promise<string> {
    return this.request("issues", "POST", gitlab.get("GITLAB_WRITE_TOKEN"));
  }

  private async request(path: string, method: string, token: string): Promise<string> {
    const headers = { "private-token": token };
    const response = await fetch(`https://gitlab.com/api/v4/projects/${this.project}/${path}`, { method, headers });
    return response.text();
  }
}
