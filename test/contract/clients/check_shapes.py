"""Holds recorded answers against AWS's own model of them, as botocore ships it.

stdin: one exchange a line, {service, operation, status, headers, body}.
stdout: {botocore, checked: operation -> number, unmodelled: services that this botocore does not know,
excused: what only newer models know, violations}.
"""

import collections
import json
import sys
import xml.etree.ElementTree as ElementTree
from datetime import datetime

import botocore
import botocore.exceptions
import botocore.session

from shape_rules import ShapeRules

# Documented beside the modelled ones: MaxResults above its maximum, https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
UNMODELLED_ERRORS = {"rekognition": {"ValidationException"}, "s3": {"AccessDenied", "NoSuchBucket"}, "sts": set()}
# https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html
JSON_ERROR_MEMBERS = {"__type", "Code", "Logref", "Message"}


def check_exchange(rules, operation, service, exchange):
    path = f"{service}.{operation.name}"
    complain = lambda complaint: rules.violations.append(f"{path}: {complaint}")
    headers, status = exchange["headers"], exchange["status"]
    if not (headers.get("x-amzn-requestid") or headers.get("x-amz-request-id")):
        complain("has no request id")
    if status >= 300:
        check_error(complain, operation, service, exchange)
    elif operation.service_model.metadata["protocol"] in ("json", "rest-json"):
        answer = json.loads(exchange["body"] or "{}", parse_constant=lambda it: complain(f"{it} is not JSON"))
        if operation.output_shape:
            rules.check(operation.output_shape, answer, path)
        elif answer:
            complain(f"has no output, but {answer}")
    elif service == "sts":
        check_query(rules, complain, operation, exchange["body"], path)
    else:
        check_headers(rules, operation.output_shape, headers, path)


def check_error(complain, operation, service, exchange):
    code, status = error_code(complain, service, exchange), exchange["status"]
    known = {it.name for it in operation.error_shapes} | UNMODELLED_ERRORS.get(service, set())
    if code not in known:
        complain(f"does not know the error {code}")
    if service == "rekognition" and (status == 500) != (code == "InternalServerError"):
        complain(f"answers {code} with status {status}")


def error_code(complain, service, exchange):
    if service in ("s3", "sts"):
        code = ElementTree.fromstring(exchange["body"]).find(".//{*}Code")
        return code.text if code is not None else None
    body = json.loads(exchange["body"])
    if service == "rekognition" and set(body) != JSON_ERROR_MEMBERS:
        complain(f"has an error with {sorted(body)}")
    return body.get("__type") or exchange["headers"].get("x-amzn-errortype")


def check_query(rules, complain, operation, body, path):
    root = ElementTree.fromstring(body)
    result = root.find(f"{{*}}{operation.name}Result")
    request_id = root.find("{*}ResponseMetadata/{*}RequestId")
    if result is None or request_id is None:
        complain("lacks its result or its request id")
    else:
        rules.check(operation.output_shape, from_xml(operation.output_shape, result), path)


def from_xml(shape, element):
    """What XML says, typed by the shape; members that the shape does not have stay as they are."""
    if shape is None or shape.type_name not in ("structure", "timestamp", "integer"):
        return element.text or ""
    if shape.type_name == "structure":
        children = {child.tag.rpartition("}")[2]: child for child in element}
        return {name: from_xml(shape.members.get(name), child) for name, child in children.items()}
    if shape.type_name == "integer":
        return int(element.text)
    return datetime.fromisoformat(element.text.replace("Z", "+00:00")).timestamp()


def check_headers(rules, shape, headers, path):
    """Of S3 only what the emulator promises: the headers that botocore reads, under the types it reads them as."""
    for name, member in shape.members.items():
        text = headers.get(member.serialization.get("name", "").lower())
        if member.serialization.get("location") != "header" or text is None:
            continue
        value = int(text) if member.type_name in ("integer", "long") else text
        if member.type_name == "timestamp":
            value = datetime.strptime(text, "%a, %d %b %Y %H:%M:%S %Z").timestamp()
        rules.check(member, value, f"{path}.{name}")


def main():
    session = botocore.session.get_session()
    rules, checked, unmodelled = ShapeRules(), collections.Counter(), set()
    for line in sys.stdin:
        exchange = json.loads(line)
        service = exchange["service"]
        try:
            model = session.get_service_model(service)
        except botocore.exceptions.UnknownServiceError:
            unmodelled.add(service)
            continue
        check_exchange(rules, model.operation_model(exchange["operation"]), service, exchange)
        checked[f"{service}.{exchange['operation']}"] += 1
    report = {"botocore": botocore.__version__, "checked": checked, "violations": rules.violations}
    print(json.dumps({**report, "unmodelled": sorted(unmodelled), "excused": sorted(rules.excused)}))


main()
