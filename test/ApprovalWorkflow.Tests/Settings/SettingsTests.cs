using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Settings;

public class SettingsTests
{
    [Fact]
    public void With_approvers_alone_the_rest_is_as_documented()
    {
        var settings = Read(("approvers", "you@example.com"));

        Assert.Equal(["you@example.com"], settings.Approvals.Approvers);
        Assert.Equal(ClickMode.Review, settings.Approvals.ClickMode);
        Assert.Equal(TimeSpan.FromMinutes(20), settings.Approvals.RemindAfter);
        Assert.Equal(TimeSpan.FromHours(1), settings.Approvals.ExpireAfter);
        Assert.Equal(TimeSpan.FromDays(90), settings.Approvals.KeepFor);
        Assert.Equal(TimeSpan.FromHours(1), settings.Approvals.Faces!.DetectionQuietPeriod);
        Assert.Equal(TimeSpan.FromDays(1), settings.Approvals.Faces!.StrangerQuietPeriod);
        Assert.Equal(RetentionDays.ONE_MONTH, settings.Approvals.Functions.LogRetention);
        Assert.Equal(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, settings.Approvals.Functions.RemovalPolicy);
        Assert.Null(settings.Alarms);
    }

    [Fact]
    public void Alarms_go_to_an_address_or_to_a_topic_but_not_to_both()
    {
        const string topic = "arn:aws:sns:eu-west-1:123456789012:alarms";

        var error = Assert.Throws<SettingsException>(() => Read(
            ("approvers", "you@example.com"), ("alarmEmail", "ops@example.com"), ("alarmTopicArn", topic)));

        Assert.Equal(
            new AlarmOptions { TopicArn = topic },
            Read(("approvers", "you@example.com"), ("alarmTopicArn", topic)).Alarms);
        Assert.Equal(
            "Setting alarmEmail = \"ops@example.com\" is given, and alarmTopicArn, too. " +
            "Remove one of the two.",
            error.Message);
    }

    [Fact]
    public void Mails_can_go_by_SES()
    {
        Assert.Null(Read(("approvers", "you@example.com")).Approvals.Ses);
        Assert.Null(Read(("approvers", "you@example.com"), ("mail", "sns")).Approvals.Ses);
        Assert.Equal(
            new SesOptions { From = "approvals@example.com" },
            Read(("approvers", "you@example.com"), ("mail", "ses"), ("mailFrom", "Approvals@Example.com"))
                .Approvals.Ses);
        Assert.False(Read(
            ("approvers", "you@example.com"),
            ("mail", "ses"),
            ("mailFrom", "approvals@example.com"),
            ("notifyRequester", "false")).Approvals.Ses!.NotifyRequester);
    }

    [Theory]
    [InlineData("sns", "mailFrom", "a@example.com", "mailFrom = \"a@example.com\" is set, but mails go by SNS. Let")]
    [InlineData("sns", "notifyRequester", true, "notifyRequester = \"true\" is set, but mails go by SNS. Let them")]
    [InlineData("ses", "mailFrom", null, "mail = \"ses\" needs the address that mails are from. Name one that SES")]
    [InlineData("ses", "mailFrom", "Shop <a@example.com>", "mailFrom = \"Shop <a@example.com>\" is not an email")]
    [InlineData("smtp", "mailFrom", "a@example.com", "mail = \"smtp\" is not a valid value. Choose one of sns, ses")]
    public void Settings_of_mails_fit_each_other(string mail, string name, object? value, string problem)
    {
        var error = Assert.Throws<SettingsException>(
            () => Read(("approvers", "you@example.com"), ("mail", mail), (name, value)));

        Assert.StartsWith($"Setting {problem}", error.Message);
    }

    [Fact]
    public void Without_the_defaults_of_cdk_json_they_are_the_same() => Assert.Equivalent(
        Read(("approvers", "you@example.com")),
        Read([("approvers", "you@example.com"), .. _optional.Select(name => (name, (object?)null))]));

    [Fact]
    public void Every_setting_can_be_changed()
    {
        var settings = Read(
            ("approvers", " Ann@Example.com ,bob+ops@sub.example.co.uk "),
            ("clickMode", "oneClick"),
            ("remindAfter", "PT90S"),
            ("expireAfter", "PT1H15M"),
            ("keepFor", "P1W1D"),
            ("detectionQuietPeriod", "PT90M"),
            ("strangerQuietPeriod", "P2W"),
            ("mfa", "required"),
            ("logRetentionDays", "365"),
            ("removalPolicy", "destroy"),
            ("architecture", "arm64"),
            ("compilation", "managed"),
            ("target", "thisMachine"),
            ("alarmEmail", " Ops@example.com "),
            ("webAclArn", Stacks.WebAcl),
            ("shareAs", "platform"),
            ("mail", "ses"),
            ("mailFrom", "approvals@example.com"),
            ("notifyRequester", "false"),
            ("teams", "approvals/teams"),
            ("webhook", "approvals/webhook_2+=.@-"),
            ("slack", "approvals/slack"),
            ("slackChannel", "C0123456789"));

        Assert.Equal(["ann@example.com", "bob+ops@sub.example.co.uk"], settings.Approvals.Approvers);
        Assert.Equal(ClickMode.OneClick, settings.Approvals.ClickMode);
        Assert.Equal(TimeSpan.FromSeconds(90), settings.Approvals.RemindAfter);
        Assert.Equal(TimeSpan.FromMinutes(75), settings.Approvals.ExpireAfter);
        Assert.Equal(TimeSpan.FromDays(8), settings.Approvals.KeepFor);
        Assert.Equal(TimeSpan.FromMinutes(90), settings.Approvals.Faces!.DetectionQuietPeriod);
        Assert.Equal(TimeSpan.FromDays(14), settings.Approvals.Faces!.StrangerQuietPeriod);
        Assert.Equal(Mfa.REQUIRED, settings.Approvals.Mfa);
        Assert.Equal(RetentionDays.ONE_YEAR, settings.Approvals.Functions.LogRetention);
        Assert.Equal(RemovalPolicy.DESTROY, settings.Approvals.Functions.RemovalPolicy);
        Assert.Equal(Architecture.ARM_64, settings.Approvals.Functions.Architecture);
        Assert.Equal(Compilation.Managed, settings.Approvals.Functions.Compilation);
        Assert.Equal(Target.ThisMachine, settings.Approvals.Functions.Target);
        Assert.Equal(new AlarmOptions { Email = "Ops@example.com" }, settings.Alarms);
        Assert.Equal(Stacks.WebAcl, settings.Approvals.WebAclArn);
        Assert.Equal("platform", settings.Approvals.ShareAs);
        Assert.Equal(
            new SesOptions { From = "approvals@example.com", NotifyRequester = false }, settings.Approvals.Ses);
        Assert.Equal("approvals/teams", settings.Approvals.Teams);
        Assert.Equal("approvals/webhook_2+=.@-", settings.Approvals.Webhook);
        Assert.Equal("approvals/slack", settings.Approvals.Slack);
        Assert.Equal("C0123456789", settings.Approvals.SlackChannel);
    }

    [Fact]
    public void Faces_can_be_left_out() =>
        Assert.Null(Read(("approvers", "you@example.com"), ("faces", false)).Approvals.Faces);

    [Fact]
    public void A_setting_may_be_a_number_in_cdk_json()
    {
        var settings = Read(("approvers", "you@example.com"), ("logRetentionDays", 14));

        Assert.Equal(RetentionDays.TWO_WEEKS, settings.Approvals.Functions.LogRetention);
    }

    [Fact]
    public void Reminders_can_be_left_out_by_an_interval_as_long_as_the_deadline()
    {
        var settings = Read(("approvers", "you@example.com"), ("remindAfter", "P2D"), ("expireAfter", "P1D"));

        Assert.Equal(TimeSpan.FromDays(2), settings.Approvals.RemindAfter);
    }

    [Theory]
    [InlineData("clickMode", "oneclick", "review, oneClick")]
    [InlineData("clickMode", "both", "review, oneClick")]
    [InlineData("mfa", "on", "optional, required")]
    [InlineData("removalPolicy", "snapshot", "retain, destroy")]
    [InlineData("architecture", "arm", "x86_64, arm64")]
    [InlineData("compilation", "jit", "native, managed")]
    [InlineData("target", "laptop", "lambda, thisMachine")]
    [InlineData("logRetentionDays", "31", "30, 1, 3, 5, 7, 14, 60")]
    [InlineData("logRetentionDays", 0, "30, 1, 3, 5, 7, 14, 60")]
    [InlineData("remindAfter", "20", "is not a duration")]
    [InlineData("remindAfter", 20, "is not a duration")]
    [InlineData("remindAfter", "P20M", "is not a duration")]
    [InlineData("remindAfter", "-PT20M", "is not a duration")]
    [InlineData("remindAfter", "PT", "is not a duration")]
    [InlineData("remindAfter", "PT0S", "shorter than PT1S")]
    [InlineData("expireAfter", "P0D", "shorter than PT1S")]
    [InlineData("expireAfter", "P361D", "longer than P360D")]
    [InlineData("expireAfter", "P1Y", "is not a duration")]
    [InlineData("keepFor", "P3651D", "longer than P3650D")]
    [InlineData("keepFor", "PT23H59M59S", "shorter than P1D")]
    [InlineData("detectionQuietPeriod", "1h", "is not a duration")]
    [InlineData("detectionQuietPeriod", "PT0S", "shorter than PT1S")]
    [InlineData("detectionQuietPeriod", "P361D", "longer than P360D")]
    [InlineData("strangerQuietPeriod", "P1M", "is not a duration")]
    [InlineData("strangerQuietPeriod", "PT0S", "shorter than PT1S")]
    [InlineData("strangerQuietPeriod", "P361D", "longer than P360D")]
    [InlineData("approvers", ",", "an empty address")]
    [InlineData("approvers", "a@example.com,,b@example.com", "an empty address")]
    [InlineData("approvers", "a@example.com,", "an empty address")]
    [InlineData("approvers", "nobody", "\"nobody\", which is not an email address")]
    [InlineData("approvers", "a@localhost", "not an email address")]
    [InlineData("approvers", "a@example.com;b@example.com", "not an email address")]
    [InlineData("approvers", "Ann <a@example.com>", "not an email address")]
    [InlineData("approvers", "a b@example.com", "not an email address")]
    [InlineData("approvers", "a\n@example.com", "not an email address")]
    [InlineData("approvers", "a@-example.com", "not an email address")]
    [InlineData("approvers", "a@example..com", "not an email address")]
    [InlineData("approvers", "ä@example.com", "not an email address")]
    [InlineData("approvers", "a@example.com,A@EXAMPLE.com", "names a@example.com twice")]
    [InlineData("alarmEmail", "ops", "is not an email address")]
    [InlineData("alarmEmail", "a@example.com,b@example.com", "is not an email address")]
    [InlineData("alarmTopicArn", "alarms", "is not the ARN of a standard SNS topic")]
    [InlineData("alarmTopicArn", "arn:aws:sns:eu-west-1:123456789012:alarms.fifo", "is not the ARN of a standard")]
    [InlineData("clickMode", true, "review, oneClick")]
    [InlineData("reports", "yes", "Choose one of false, true")]
    [InlineData("faces", "no", "Choose one of true, false")]
    [InlineData("shareAs", "a name", "is not a name of shared approvals. Use 1 to 40 letters, digits and hyphens.")]
    [InlineData("slack", "my secret", "is not the name of a secret. Put the secret into Secrets Manager")]
    [InlineData(
        "slack", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:slack-AbCdEf", "is not the name of a secret")]
    [InlineData("slackChannel", "#approvals", "is not the id of a channel. Use the id")]
    [InlineData("deletionProtection", "yes", "Choose one of false, true")]
    [InlineData("webAclArn", "my-acl", "is not the ARN of a web ACL for CloudFront. Create one in us-east-1 with the")]
    [InlineData(
        "webAclArn",
        "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/a1b2c3d4-5678-90ab-cdef-111111111111",
        "is not the ARN of a web ACL for CloudFront")]
    public void An_invalid_value_is_named_with_its_setting(string name, object value, string problem)
    {
        var error = Assert.Throws<SettingsException>(() => Read(("approvers", "you@example.com"), (name, value)));

        Assert.StartsWith($"Setting {name} ", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Theory]
    [InlineData("teams", "https://prod-1.westus.logic.azure.com/workflows/1?sig=2")]
    [InlineData("webhook", "{\"url\": \"https://example.com\", \"key\": \"whsec_1\"}")]
    [InlineData("webhook", "my webhook")]
    public void A_secret_in_place_of_its_name_is_not_repeated(string name, string value)
    {
        var error = Assert.Throws<SettingsException>(() => Read(("approvers", "you@example.com"), (name, value)));

        Assert.Equal(
            $"Setting {name} is not the name of a secret. Put the secret into Secrets Manager, and give its name " +
            "here, such as approvals/teams.",
            error.Message);
    }

    [Fact]
    public void Deletion_protection_can_be_turned_on_but_not_for_what_is_destroyed()
    {
        Assert.True(Read(("approvers", "you@example.com"), ("deletionProtection", true)).DeletionProtection);

        var error = Assert.Throws<SettingsException>(() => Read(
            ("approvers", "you@example.com"), ("deletionProtection", true), ("removalPolicy", "destroy")));

        Assert.Equal(
            "Setting deletionProtection = \"true\" protects what removalPolicy = \"destroy\" would delete. " +
            "Remove one of the two.",
            error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Without_approvers_the_stack_can_be_deleted_but_has_an_error_that_stops_its_deployment(string? approvers)
    {
        using var test = TestApp.Create(("approvers", approvers));

        var metadata = test.ApprovalWorkflow().Approvals.Node.Metadata;

        var error = Assert.Single(metadata, entry => entry.Type == "aws:cdk:error");
        Assert.Equal(
            "Approvers is empty: somebody must be able to approve. Name one or more email addresses: " +
            "-c approvers=you@example.com,me@example.com, or Approvers = [\"you@example.com\"] in code.",
            error.Data);
    }

    [Fact]
    public void A_message_has_the_value_and_a_remedy()
    {
        var error = Assert.Throws<SettingsException>(() =>
            Read(("approvers", "you@example.com"), ("expireAfter", "1 hour")));

        Assert.Equal(
            "Setting expireAfter = \"1 hour\" is not a duration. " +
            "Use an ISO 8601 duration in weeks, days, hours, minutes and seconds, such as -c expireAfter=PT1H",
            error.Message);
    }

    [Fact]
    public void There_are_at_most_fifty_approvers()
    {
        Assert.Equal(50, Approvers(Addresses(50, "example.com")).Count);

        var error = Assert.Throws<SettingsException>(() => Approvers(Addresses(51, "example.com")));

        Assert.Contains("has 51 addresses", error.Message);
        Assert.InRange(error.Message.Length, 1, 300);
    }

    [Fact]
    public void All_approvers_fit_in_an_environment_variable()
    {
        var addresses = Addresses(50, $"{new string('x', 60)}.example.com");

        var error = Assert.Throws<SettingsException>(() => Approvers(addresses));

        Assert.Contains("longer than 2900 bytes", error.Message);
    }

    [Theory]
    [InlineData("approver", "approvers")]
    [InlineData("aprovers", "approvers")]
    [InlineData("clickmode", "clickMode")]
    [InlineData("remindafter", "remindAfter")]
    [InlineData("logRetentionDay", "logRetentionDays")]
    [InlineData("strangersQuietPeriod", "strangerQuietPeriod")]
    [InlineData("report", "reports")]
    [InlineData("Reports", "reports")]
    [InlineData("reports:title", "report:title")]
    [InlineData("report:titel", "report:title")]
    [InlineData("report:keepfor", "report:keepFor")]
    [InlineData("removalPolicies", null)]
    [InlineData("vpc", null)]
    [InlineData("@aws-cdk/core:approvers", null)]
    public void A_misspelt_setting_is_not_ignored(string name, string? meant)
    {
        var error = Record.Exception(() => Read(("approvers", "you@example.com"), (name, "value")));

        if (meant is null) Assert.Null(error);
        else Assert.StartsWith($"Setting {name} is unknown. Did you mean {meant}?", error?.Message);
    }

    private static IReadOnlyList<string> Approvers(string addresses) =>
        Read(("approvers", addresses)).Approvals.Approvers;

    private static string Addresses(int count, string domain) =>
        string.Join(',', Enumerable.Range(1, count).Select(number => $"a{number}@{domain}"));

    private static readonly string[] _optional =
    [
        "clickMode", "remindAfter", "expireAfter", "keepFor", "detectionQuietPeriod", "strangerQuietPeriod",
        "mfa", "logRetentionDays", "removalPolicy", "architecture", "compilation", "target", "alarmEmail",
        "alarmTopicArn", "webAclArn", "deletionProtection", "mail", "mailFrom", "notifyRequester", "teams", "webhook",
    ];

    private static ApprovalWorkflow.Settings Read(params (string Name, object? Value)[] context)
    {
        using var test = TestApp.Create(context);
        return ApprovalWorkflow.Settings.From(test.App.Node);
    }
}
