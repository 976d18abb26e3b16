"""What the document promises beyond its statuses: a booking that is right by it may find its time gone, and is never called invalid."""

import schemathesis


@schemathesis.check
def right_by_the_document_is_never_invalid(ctx, response, case):
    made_right = case.meta is not None and case.meta.generation.mode.is_positive
    if made_right and case.operation.definition.raw.get("operationId") in ("book", "request", "reschedule") and response.status_code == 422:
        problem = response.json()
        # Which telephone numbers exist, no pattern can say.
        if set(problem.get("fields", {})) == {"customer.phone"}:
            return
        assert problem["code"] != "invalid", f"right by the document, and called invalid: {response.text}"
