using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>A known person, as a reviewer sees them. Times are ISO 8601, UTC.</summary>
public sealed record PersonView(
    string Id, string Name, StoredImage Image, string AddedAt, string AddedBy, string? DetectedAt);

public sealed record PeopleList(IReadOnlyList<PersonView> Items);

/// <summary><c>GET /people</c> for signed-in reviewers.</summary>
public sealed class ListPeople(PeopleTable table, string reviewerGroup)
{
    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (SignedIn.Reviewer(request, reviewerGroup, out var refusal) is null) return refusal;
        var people = await table.ListPeopleAsync();
        return Answer.Json(
            200,
            new PeopleList([.. people.Select(person => new PersonView(
                person.Id, person.Name, person.Image, person.AddedAt, person.AddedBy, person.DetectedAt))]),
            FunctionsJson.Default.PeopleList);
    }
}
