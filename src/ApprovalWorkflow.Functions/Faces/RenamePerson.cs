using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>The body of <c>PUT /people/{id}</c>.</summary>
/// <param name="Name">At most <see cref="Limits.PersonNameLength"/> characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PersonBody(string? Name);

/// <summary><c>PUT /people/{id}</c> for signed-in reviewers: gives a known person another name.</summary>
public sealed class RenamePerson(PeopleTable table, string reviewerGroup)
{
    public static ApiResponse Unknown =>
        Answer.Message(404, "There is no such person. Somebody may have removed them.");

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (SignedIn.Reviewer(request, reviewerGroup, out var refusal) is not { } reviewer) return refusal;
        if (request.BodyJson(FunctionsJson.Default.PersonBody) is not { } body)
            return Answer.Message(400, """The body must be JSON such as {"name": "Ann"}, once, and no more.""");
        if (Person.ProblemOf(body.Name) is { } problem) return Answer.Message(400, $"name: {problem}");
        if (request.Id() is not { } id || !await table.RenameAsync(id, body.Name!.Trim())) return Unknown;
        context.Logger.LogInformation("{reviewer} renamed person {person}", reviewer, id);
        return Answer.Message(200, "Renamed");
    }
}
