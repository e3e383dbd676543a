using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Known people, and strangers who have a request or were rejected a short time ago.</summary>
public sealed class PeopleTable(ItemTable table)
{
    private const string Kind = "kind";

    public async Task<Person?> FindPersonAsync(string id) =>
        await table.FindAsync(id) is { } item && item[Kind].S == Person.ItsKind ? PersonOf(item) : null;

    /// <summary>All known people, the newest first.</summary>
    public async Task<IReadOnlyList<Person>> ListPeopleAsync()
    {
        var people = await table.ScanAsync(Kind, Person.ItsKind);
        return [.. people.Select(PersonOf).OrderByDescending(person => person.AddedAt, StringComparer.Ordinal)];
    }

    public Task PutAsync(Person person) => table.PutAsync(ItemJson.From(person, FunctionsJson.Default.Person));

    /// <summary>
    /// Notes that faces are in use, before they are in a collection: there, faces without an owner are deleted.
    /// </summary>
    public Task NoteInUseAsync(string externalImageId, DateTimeOffset until) =>
        table.PutAsync(ItemJson.From(new FacesInUse(externalImageId, until), FunctionsJson.Default.FacesInUse));

    /// <summary>Whether a face belongs to a person, or is in use.</summary>
    public async Task<bool> HasOwnerAsync(StoredFace face, DateTimeOffset now) =>
        await table.FindAsync(face.ExternalImageId) is { } item
        && (item[Kind].S == Person.ItsKind
            ? PersonOf(item).FaceId == face.FaceId
            : ItemJson.To(item, FunctionsJson.Default.FacesInUse).PurgeAt > now);

    /// <returns>False if there is no such person.</returns>
    public Task<bool> RenameAsync(string id, string name) => TryUpdateAsync(id, "name", name);

    public Task<bool> NoteDetectedAsync(string id, DateTimeOffset at) =>
        TryUpdateAsync(id, "detectedAt", Timestamps.From(at));

    public async Task<Stranger?> FindStrangerAsync(string faceId) =>
        await table.FindAsync(Stranger.IdOf(faceId)) is { } item
            ? ItemJson.To(item, FunctionsJson.Default.Stranger)
            : null;

    public Task PutAsync(Stranger stranger) => table.PutAsync(ItemJson.From(stranger, FunctionsJson.Default.Stranger));

    public Task DeletePersonAsync(string id) => table.DeleteAsync(id);

    public Task DeleteStrangerAsync(string faceId) => table.DeleteAsync(Stranger.IdOf(faceId));

    private static Person PersonOf(Item item) => ItemJson.To(item, FunctionsJson.Default.Person);

    private async Task<bool> TryUpdateAsync(string id, string attribute, string text) =>
        await table.TryUpdateAsync(new ItemUpdate(id).Require(Kind, Person.ItsKind).Set(attribute, text)) is not null;
}
