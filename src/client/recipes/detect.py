"""Detects labels in images with the model version behind an alias, whichever that is.

    GATEWAY_URL=http://127.0.0.1:4000 python3 detect.py 123456789012/us-east-1/circuit-boards/champion board.jpg

Needs boto3 alone. GATEWAY_TOKEN, if set, is sent to the gateway. The images go to AWS, with the credentials of boto3.
"""

import json
import os
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import boto3

MAX_AGE_SECONDS = 30


class ModelAlias:
    """The ARN behind an alias. The gateway is asked again after MAX_AGE_SECONDS: nearly always it answers 304."""

    def __init__(self, address):
        gateway = os.environ.get("GATEWAY_URL", "http://127.0.0.1:4000").rstrip("/")
        self.url = f"{gateway}/aliases/{address}"
        self.arn = None
        self.etag = None
        self.asked_at = 0.0

    def current(self, now=False):
        if now or self.arn is None or time.monotonic() - self.asked_at > MAX_AGE_SECONDS:
            self.ask()
        return self.arn

    def ask(self):
        headers = {}
        if "GATEWAY_TOKEN" in os.environ:
            headers["Authorization"] = f"Bearer {os.environ['GATEWAY_TOKEN']}"
        if self.etag:
            headers["If-None-Match"] = self.etag
        try:
            with urlopen(Request(self.url, headers=headers), timeout=10) as response:
                self.etag = response.headers["ETag"]
                self.arn = json.load(response)["modelVersionArn"]
        except HTTPError as error:
            if error.code != 304:
                raise
        except URLError:
            if self.arn is None:
                raise  # else the gateway is away, and the version that was known last serves on
        self.asked_at = time.monotonic()


def detect(rekognition, alias, image):
    errors = rekognition.exceptions
    try:
        return labels_of(rekognition, alias.current(), image)
    except (errors.ResourceNotReadyException, errors.ResourceNotFoundException):
        # The alias has moved, and the version before was stopped.
        return labels_of(rekognition, alias.current(now=True), image)


def labels_of(rekognition, arn, image):
    answer = rekognition.detect_custom_labels(ProjectVersionArn=arn, Image={"Bytes": image})
    return [label["Name"] for label in answer["CustomLabels"]]


def main(address, *paths):
    alias = ModelAlias(address)
    region = address.split("/")[1]
    # An older boto3, as that of Debian 12, does not read it by itself. Not set: AWS.
    endpoint = os.environ.get("AWS_ENDPOINT_URL_REKOGNITION")
    rekognition = boto3.client("rekognition", region_name=region, endpoint_url=endpoint)
    for path in paths:
        with open(path, "rb") as file:
            labels = detect(rekognition, alias, file.read())
        print(f"{path}: {', '.join(labels)} (by {alias.arn})", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
