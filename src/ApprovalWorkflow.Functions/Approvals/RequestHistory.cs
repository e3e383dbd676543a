namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Something that happened to a request.</summary>
/// <param name="Event">One of <see cref="RequestEvents"/>.</param>
/// <param name="By">An approver's email address, or one of <see cref="Actors"/>.</param>
/// <param name="Note">How many were mailed, or why it was withdrawn; null if there is nothing to add.</param>
public sealed record RequestEvent(DateTimeOffset At, string Event, string By, string? Note = null);

public static class RequestHistory
{
    /// <summary>
    /// The events in the list, with those that are noted in attributes: a decision by the task token, and its
    /// delivery. A retried state could add an event to a list twice, but not to an attribute.
    /// </summary>
    public static IReadOnlyList<RequestEvent> Of(ApprovalRequest request)
    {
        var history = request.History.ToList();
        if (request.Decision is { } decision)
        {
            if (history.All(each => each.Event != decision.Status || each.At != decision.DecidedAt))
                history.Add(new RequestEvent(decision.DecidedAt, decision.Status, decision.DecidedBy));
            if (request.DeliveredAt is { } heard)
                history.Add(new RequestEvent(heard, RequestEvents.Delivered, Actors.Workflow));
        }
        return [.. history.OrderBy(each => each.At)];
    }
}
