using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Faces;

public class ForgettingStrangersTests
{
    private const string Function = "{Faces/Forgetting/ForgetStrangers.Arn}";
    private const string Rule = "Faces/Forgetting/Hourly";

    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void Strangers_are_forgotten_once_an_hour()
    {
        var rule = Stack.PropertiesAt(Rule);

        Assert.Equal("rate(1 hour)", (string?)rule["ScheduleExpression"]);
        Assert.Equal("ENABLED", (string?)rule["State"]);
        Assert.Null(rule["EventPattern"]);
        Assert.Equal(Function, Stack.Render(Assert.Single(rule["Targets"]!.AsArray())!["Arn"]));
    }

    [Fact]
    public void Only_the_rule_invokes_the_function()
    {
        var permission = Assert.Single(
            Stack.PropertiesOf("AWS::Lambda::Permission"),
            one => Stack.Render(one["FunctionName"]) == Function);

        Assert.Equal("events.amazonaws.com", (string?)permission["Principal"]);
        Assert.Equal($"{{{Rule}.Arn}}", Stack.Render(permission["SourceArn"]));
    }
}
