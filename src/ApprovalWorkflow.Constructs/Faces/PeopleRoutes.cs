namespace ApprovalWorkflow;

/// <summary>Routes with which reviewers list, rename and remove known people.</summary>
internal sealed class PeopleRoutes : Construct
{
    private readonly FaceStores _stores;
    private readonly FunctionDefaults _defaults;

    public PeopleRoutes(Construct scope, string id, FaceStores stores, ApprovalApi api, FunctionDefaults defaults)
        : base(scope, id)
    {
        _stores = stores;
        _defaults = defaults;
        var people = api.RestApi.Root.AddResource("people");
        api.Methods.AddSignedIn(people, "GET", CreateListPeople());
        var person = people.AddResource("{id}");
        api.Methods.AddSignedIn(person, "PUT", CreateRenamePerson());
        api.Methods.AddSignedIn(person, "DELETE", CreateRemovePerson());
    }

    private HandlerFunction CreateListPeople()
    {
        var function = Create("ListPeople", _stores.Environment());
        function.Role!.Allow(_stores.Table.TableArn, "dynamodb:Scan");
        return function;
    }

    private HandlerFunction CreateRenamePerson()
    {
        var function = Create("RenamePerson", _stores.Environment());
        function.Role!.Allow(_stores.Table.TableArn, "dynamodb:UpdateItem");
        return function;
    }

    private HandlerFunction CreateRemovePerson()
    {
        var function = Create("RemovePerson", _stores.Environment(people: true, frames: true));
        function.Role!.Allow(_stores.Table.TableArn, "dynamodb:DeleteItem", "dynamodb:GetItem");
        function.Role!.Allow(_stores.People.AttrArn, "rekognition:DeleteFaces");
        _stores.Frames.Allow(function.Role!, ImagePrefixes.People, "s3:DeleteObject");
        return function;
    }

    private HandlerFunction Create(string handler, Dictionary<string, string> environment)
    {
        environment[Variables.ReviewerGroup] = ReviewerPool.GroupName;
        return new HandlerFunction(this, handler, Duration.Seconds(15), _defaults, environment);
    }
}
