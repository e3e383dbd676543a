namespace ApprovalWorkflow;

/// <summary>The stores of people, faces and images.</summary>
internal sealed record FaceStores(
    PeopleTable Table, FaceCollection People, FaceCollection Strangers, FramesBucket Frames)
{
    /// <summary>The environment variables of a handler that uses these stores.</summary>
    public Dictionary<string, string> Environment(bool people = false, bool strangers = false, bool frames = false)
    {
        var environment = new Dictionary<string, string> { [Variables.PeopleTable] = Table.TableName };
        if (people) environment[Variables.PeopleCollection] = People.Ref;
        if (strangers) environment[Variables.StrangersCollection] = Strangers.Ref;
        if (frames) environment[Variables.FramesBucket] = Frames.Name;
        return environment;
    }
}
