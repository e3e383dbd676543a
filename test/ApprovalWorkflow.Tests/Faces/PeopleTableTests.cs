using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Faces;

public class PeopleTableTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void It_has_the_key_and_expiry_in_use()
    {
        var table = Stack.PropertiesAt("Faces/People");

        Assert.Equal("""[{"AttributeName":"id","KeyType":"HASH"}]""", table["KeySchema"]!.ToJsonString());
        Assert.Equal("""[{"AttributeName":"id","AttributeType":"S"}]""", table["AttributeDefinitions"]!.ToJsonString());
        Assert.Null(table["GlobalSecondaryIndexes"]);
        Assert.Equal(
            """{"AttributeName":"purgeAt","Enabled":true}""",
            table["TimeToLiveSpecification"]!.ToJsonString());
    }

    [Fact]
    public void It_is_paid_by_use_and_can_be_restored()
    {
        var table = Stack.PropertiesAt("Faces/People");

        Assert.Equal("PAY_PER_REQUEST", (string?)table["BillingMode"]);
        Assert.Equal(
            """{"PointInTimeRecoveryEnabled":true}""",
            table["PointInTimeRecoverySpecification"]!.ToJsonString());
    }
}
