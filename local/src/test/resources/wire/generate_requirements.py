"""Writes what AWS's service models say and the SDK's classes do not carry: required members, codes of errors.

    pip install botocore==1.43.11
    python generate_requirements.py > requirements.properties

The models are those of botocore (Apache-2.0), for the operations that the local stack answers. Shapes are called as the
SDK for Java calls them: inputs CreateModelRequest, outputs CreateModelResponse.
"""
from importlib.metadata import version

from botocore.loaders import Loader

SERVICES = {
    "sagemaker": """CreateModelPackageGroup DescribeModelPackageGroup ListModelPackageGroups DeleteModelPackageGroup
        CreateModelPackage DescribeModelPackage ListModelPackages UpdateModelPackage DeleteModelPackage CreateModel
        DescribeModel DeleteModel ListModels CreateEndpointConfig DescribeEndpointConfig DeleteEndpointConfig
        ListEndpointConfigs CreateEndpoint UpdateEndpoint DescribeEndpoint DeleteEndpoint ListEndpoints""",
    "sagemaker-runtime": "InvokeEndpoint",
    "lambda": "Invoke",
    "secretsmanager": "GetSecretValue",
}


def reached(shapes, name, called, found):
    shape = shapes[name]
    if shape["type"] == "structure":
        if called in found:
            return
        found[called] = shape.get("required", [])
        for member in shape["members"].values():
            reached(shapes, member["shape"], member["shape"], found)
    elif shape["type"] == "list":
        reached(shapes, shape["member"]["shape"], shape["member"]["shape"], found)
    elif shape["type"] == "map":
        reached(shapes, shape["value"]["shape"], shape["value"]["shape"], found)


print(f"# Made by generate_requirements.py from the service models of botocore {version('botocore')}.")
print("# <service>.<shape>=<required members>, <service>.<operation>.<code of an error it declares>=<its HTTP status>")
for service, operations in SERVICES.items():
    model = Loader().load_service_model(service, "service-2")
    package = service.replace("-", "")
    required, errors = {}, {}
    for name in operations.split():
        operation = model["operations"][name]
        for key, suffix in (("input", "Request"), ("output", "Response")):
            if key in operation:
                reached(model["shapes"], operation[key]["shape"], name + suffix, required)
        for error in operation.get("errors", []):
            fault = model["shapes"][error["shape"]].get("error", {})
            errors[f"{name}.{fault.get('code', error['shape'])}"] = fault.get("httpStatusCode", 400)
    for shape, members in sorted(required.items()):
        if members:
            print(f"{package}.{shape}={','.join(members)}")
    for error, status in sorted(errors.items()):
        print(f"{package}.{error}={status}")
