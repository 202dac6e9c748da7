import {
  CreateProjectCommand,
  CreateProjectVersionCommand,
  DeleteProjectPolicyCommand,
  DeleteProjectVersionCommand,
  DescribeProjectsCommand,
  DescribeProjectVersionsCommand,
  ListProjectPoliciesCommand,
  PutProjectPolicyCommand,
  RekognitionClient,
  StartProjectVersionCommand,
} from '@aws-sdk/client-rekognition';
import { credentialsOf } from '../support/emulator.js';

/** An account as people work in it, past the gateway. */
export class AwsAccount {
  private readonly client: RekognitionClient;

  constructor(url: string, accountId: string) {
    const credentials = credentialsOf(accountId);
    this.client = new RekognitionClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  }

  async projectArn(name: string): Promise<string | undefined> {
    const { ProjectDescriptions } = await this.client.send(
      new DescribeProjectsCommand({ ProjectNames: [name] }),
    );
    const [project] = ProjectDescriptions ?? [];
    return project?.Status === 'DELETING' ? undefined : project?.ProjectArn;
  }

  /** Of the name, made if there is none. */
  async requireProject(ProjectName: string): Promise<string> {
    const known = await this.projectArn(ProjectName);
    if (known) return known;
    return (await this.client.send(new CreateProjectCommand({ ProjectName }))).ProjectArn ?? '';
  }

  async version(projectName: string, name: string) {
    const ProjectArn = await this.projectArn(projectName);
    if (!ProjectArn) return undefined;
    const input = { ProjectArn, VersionNames: [name] };
    const { ProjectVersionDescriptions } = await this.client.send(new DescribeProjectVersionsCommand(input));
    const [version] = ProjectVersionDescriptions ?? [];
    return version?.Status === 'DELETING' ? undefined : version;
  }

  async policies(ProjectArn: string) {
    const { ProjectPolicies } = await this.client.send(new ListProjectPoliciesCommand({ ProjectArn }));
    return ProjectPolicies ?? [];
  }

  deleteVersion = (ProjectVersionArn: string) =>
    this.client.send(new DeleteProjectVersionCommand({ ProjectVersionArn }));

  startVersion = (ProjectVersionArn: string) =>
    this.client.send(new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 }));

  train(ProjectArn: string, VersionName: string) {
    const OutputConfig = { S3Bucket: 'bucket-of-a-person' };
    return this.client.send(new CreateProjectVersionCommand({ ProjectArn, VersionName, OutputConfig }));
  }

  putPolicy = (ProjectArn: string, PolicyName: string, PolicyDocument: string, PolicyRevisionId: string) =>
    this.client.send(
      new PutProjectPolicyCommand({ ProjectArn, PolicyName, PolicyDocument, PolicyRevisionId }),
    );

  deletePolicy = (ProjectArn: string, PolicyName: string) =>
    this.client.send(new DeleteProjectPolicyCommand({ ProjectArn, PolicyName }));

  close = () => this.client.destroy();
}
