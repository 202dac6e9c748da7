"""Drives the emulator with boto3, unchanged: project, train, start, stop, copy, policy, delete.

argv: the endpoint. stdout: what was seen, by step, as one JSON object. AWS's 30 s and 120 s between two looks of a
waiter are shortened, by boto3's own means; everything else is as its users have it.
"""

import json
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

ENDPOINT = sys.argv[1]
OUTPUT = {"S3Bucket": "my-bucket", "S3KeyPrefix": "out"}
SOON = {"Delay": 0.05, "MaxAttempts": 200}


def client_of(service, **credentials):
    keys = credentials or {"aws_access_key_id": "123456789012", "aws_secret_access_key": "x"}
    config = Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"})
    return boto3.client(service, endpoint_url=ENDPOINT, region_name="us-east-1", config=config, **keys)


def refusal_of(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def until(read, wanted):
    """There are no waiters for stop, copy and delete: people write such loops."""
    for _ in range(200):
        if read() == wanted:
            return wanted
        time.sleep(0.05)
    return read()


rekognition, sts, s3 = client_of("rekognition"), client_of("sts"), client_of("s3")


def status_of(client, project, name):
    described = client.describe_project_versions(ProjectArn=project, VersionNames=[name])
    return [it["Status"] for it in described["ProjectVersionDescriptions"]]


def create():
    project = rekognition.create_project(ProjectName="cats")["ProjectArn"]
    for index in range(6):
        rekognition.create_project(ProjectName=f"more-{index}")
    pages = rekognition.get_paginator("describe_projects").paginate(PaginationConfig={"PageSize": 3})
    sizes = [len(page["ProjectDescriptions"]) for page in pages]
    twice = refusal_of(rekognition.create_project, ProjectName="cats")
    return {"project": project, "pageSizes": sizes, "twice": twice}


def train(project):
    for name in ("v1", "v2"):
        options = {"OutputConfig": OUTPUT, "Tags": {"team": "pets"}}
        rekognition.create_project_version(ProjectArn=project, VersionName=name, **options)
    waiter = rekognition.get_waiter("project_version_training_completed")
    waiter.wait(ProjectArn=project, WaiterConfig=SOON)
    pages = rekognition.get_paginator("describe_project_versions").paginate(
        ProjectArn=project, PaginationConfig={"PageSize": 1}
    )
    versions = pages.build_full_result()["ProjectVersionDescriptions"]
    summary = versions[-1]["EvaluationResult"]["Summary"]["S3Object"]
    report = json.load(s3.get_object(Bucket=summary["Bucket"], Key=summary["Name"])["Body"])
    return {
        "version": versions[-1]["ProjectVersionArn"],
        "statuses": [it["Status"] for it in versions],
        "f1": versions[-1]["EvaluationResult"]["F1Score"],
        "f1InReport": report["AggregatedEvaluationResults"]["F1Score"],
        "unknownName": status_of(rekognition, project, "no-such"),
    }


def start_and_stop(project, version):
    names = {"ProjectArn": project, "VersionNames": ["v1"]}
    started = rekognition.start_project_version(ProjectVersionArn=version, MinInferenceUnits=1)["Status"]
    rekognition.get_waiter("project_version_running").wait(WaiterConfig=SOON, **names)
    running = status_of(rekognition, project, "v1")
    in_use = refusal_of(rekognition.delete_project_version, ProjectVersionArn=version)
    stopping = rekognition.stop_project_version(ProjectVersionArn=version)["Status"]
    stopped = until(lambda: status_of(rekognition, project, "v1"), ["STOPPED"])
    return {"statuses": [started, *running, stopping, *stopped], "deleteWhileRunning": in_use}


def copy(project, version):
    role = sts.assume_role(RoleArn="arn:aws:iam::111122223333:role/Copier", RoleSessionName="test")["Credentials"]
    keys = {"aws_access_key_id": role["AccessKeyId"], "aws_secret_access_key": role["SecretAccessKey"]}
    other = client_of("rekognition", aws_session_token=role["SessionToken"], **keys)
    target = other.create_project(ProjectName="borrowed")["ProjectArn"]
    source = {"SourceProjectArn": project, "SourceProjectVersionArn": version, "OutputConfig": OUTPUT}
    order = {**source, "DestinationProjectArn": target, "VersionName": "c1"}
    before = refusal_of(other.copy_project_version, **order)
    policy = {"ProjectArn": project, "PolicyName": "lend", "PolicyDocument": policy_of(version)}
    first = rekognition.put_project_policy(**policy)["PolicyRevisionId"]
    other.copy_project_version(**order)
    copied = until(lambda: status_of(other, target, "c1"), ["COPYING_COMPLETED"])
    again = refusal_of(rekognition.put_project_policy, **policy)
    second = rekognition.put_project_policy(PolicyRevisionId=first, **policy)["PolicyRevisionId"]
    stale = refusal_of(rekognition.put_project_policy, PolicyRevisionId=first, **policy)
    pages = rekognition.get_paginator("list_project_policies").paginate(ProjectArn=project)
    listed = [it["PolicyRevisionId"] for it in pages.search("ProjectPolicies")]
    rekognition.delete_project_policy(ProjectArn=project, PolicyName="lend", PolicyRevisionId=second)
    delete_everything(other, target, ["c1"])
    return {"before": before, "copied": copied, "again": again, "stale": stale, "isListed": listed == [second]}


def policy_of(version):
    statement = {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Resource": version}
    return json.dumps({"Statement": [{**statement, "Action": "rekognition:CopyProjectVersion"}]})


def tag(version):
    rekognition.tag_resource(ResourceArn=version, Tags={"team": "birds", "b": "ä ö"})
    rekognition.untag_resource(ResourceArn=version, TagKeys=["team"])
    return rekognition.list_tags_for_resource(ResourceArn=version)["Tags"]


def delete_everything(client, project, names):
    for name in names:
        described = client.describe_project_versions(ProjectArn=project, VersionNames=[name])
        client.delete_project_version(ProjectVersionArn=described["ProjectVersionDescriptions"][0]["ProjectVersionArn"])
        until(lambda: status_of(client, project, name), [])
    client.delete_project(ProjectArn=project)
    name = project.split("/")[1]
    return until(lambda: client.describe_projects(ProjectNames=[name])["ProjectDescriptions"], [])


def wait_in_vain(project):
    try:
        rekognition.get_waiter("project_version_running").wait(ProjectArn=project, WaiterConfig=SOON)
    except WaiterError as error:
        return error.last_response["Error"]["Code"]


account = sts.get_caller_identity()["Account"]
created = create()
project_arn = created["project"]
trained = train(project_arn)
version_arn = trained["version"]
ran = start_and_stop(project_arn, version_arn)
shared = copy(project_arn, version_arn)
tags = tag(version_arn)
left = delete_everything(rekognition, project_arn, ["v1", "v2"])
vain = wait_in_vain(project_arn)
seen = {"account": account, "created": created, "trained": trained, "ran": ran, "shared": shared, "tags": tags}
print(json.dumps({**seen, "left": left, "vain": vain}))
