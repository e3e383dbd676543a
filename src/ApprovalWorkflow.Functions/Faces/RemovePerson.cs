using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>
/// <c>DELETE /people/{id}</c> for signed-in reviewers: deletes face, image and record. The record is last, so a failed
/// try can be repeated.
/// </summary>
public sealed class RemovePerson(PeopleTable table, FaceCollection people, ImageCopies images, string reviewerGroup)
{
    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (SignedIn.Reviewer(request, reviewerGroup, out var refusal) is not { } reviewer) return refusal;
        if (request.Id() is not { } id || await table.FindPersonAsync(id) is not { } person)
            return RenamePerson.Unknown;
        await people.DeleteAsync([person.FaceId]);
        await images.DeleteAsync(person.Image);
        await table.DeletePersonAsync(id);
        context.Logger.LogInformation("{reviewer} removed person {person}", reviewer, id);
        return Answer.Message(200, "Removed");
    }
}
