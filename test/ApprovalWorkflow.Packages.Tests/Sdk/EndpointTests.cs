using System.Diagnostics;
using System.Text.Json;
using Amazon;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;
using Amazon.Rekognition;
using Amazon.Rekognition.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>Where the clients send their requests.</summary>
public class EndpointTests
{
    /// <summary>Has botocore's rules engine resolve the endpoints of the cases on its input.</summary>
    private const string Engine =
        """
        import json, sys
        from botocore.endpoint_provider import EndpointProvider
        from botocore.loaders import Loader
        loader = Loader()
        def resolve(case):
            rules = loader.load_service_model(case['service'], 'endpoint-rule-set-1')
            provider = EndpointProvider(rules, loader.load_data('partitions'))
            try:
                return provider.resolve_endpoint(
                    Region=case['region'], UseFIPS=case['fips'], UseDualStack=case['dualStack']).url
            except Exception:
                return None
        print(json.dumps([resolve(case) for case in json.load(sys.stdin)]))
        """;

    private static readonly string[] _regions =
        ["us-east-1", "us-west-2", "eu-central-1", "ap-southeast-2", "sa-east-1", "cn-north-1", "cn-northwest-1"];

    [Theory]
    [InlineData("us-east-1", false, false, "https://states.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://states-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-central-1", false, true, "https://states.eu-central-1.api.aws/")]
    [InlineData("us-west-2", true, true, "https://states-fips.us-west-2.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://states.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://states.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-gov-east-1", true, false, "https://states-fips.us-gov-east-1.amazonaws.com/")]
    [InlineData("us-gov-east-1", false, true, "https://states-fips.us-gov-east-1.api.aws/")]
    [InlineData("us-iso-east-1", false, false, "https://states.us-iso-east-1.c2s.ic.gov/")]
    [InlineData("mars-north-1", false, false, "https://states.mars-north-1.amazonaws.com/")]
    public void Step_Functions_is_where_its_rules_say(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, StepFunctionsUrl(region, fips, dualStack));

    [Theory]
    [InlineData("us-east-1", false, false, "https://sns.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://sns-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-central-1", false, true, "https://sns.eu-central-1.api.aws/")]
    [InlineData("us-west-2", true, true, "https://sns-fips.us-west-2.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://sns.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://sns.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-gov-east-1", true, false, "https://sns.us-gov-east-1.amazonaws.com/")]
    [InlineData("us-gov-east-1", true, true, "https://sns-fips.us-gov-east-1.api.aws/")]
    [InlineData("us-iso-east-1", false, false, "https://sns.us-iso-east-1.c2s.ic.gov/")]
    public void Sns_is_where_its_rules_say(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, SnsUrl(region, fips, dualStack));

    [Theory]
    [InlineData("us-east-1", false, false, "https://rekognition.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://rekognition-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-central-1", false, true, "https://rekognition.eu-central-1.api.aws/")]
    [InlineData("us-west-2", true, true, "https://rekognition-fips.us-west-2.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://rekognition.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://rekognition-fips.us-gov-west-1.amazonaws.com/")]
    public void Rekognition_is_where_its_rules_say(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, RekognitionUrl(region, fips, dualStack));

    [Theory]
    [InlineData("us-east-1", false, false, "https://rds-data.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://rds-data-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-central-1", false, true, "https://rds-data.eu-central-1.api.aws/")]
    [InlineData("us-west-2", true, true, "https://rds-data-fips.us-west-2.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://rds-data.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://rds-data-fips.us-gov-west-1.amazonaws.com/")]
    public void Rds_data_is_where_its_rules_say(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, RdsDataUrl(region, fips, dualStack));

    [Fact]
    public async Task All_are_where_AWSs_own_rules_engine_puts_them()
    {
        var cases = new List<(string Service, string Region, bool Fips, bool DualStack)>();
        foreach (var region in _regions)
        {
            for (var flags = 0; flags < 4; flags++)
            {
                cases.Add(("stepfunctions", region, (flags & 1) != 0, (flags & 2) != 0));
                cases.Add(("sns", region, (flags & 1) != 0, (flags & 2) != 0));
                cases.Add(("rds-data", region, (flags & 1) != 0, (flags & 2) != 0));
                cases.Add(("rekognition", region, (flags & 1) != 0, (flags & 2) != 0));
            }
        }

        var expected = await ResolveAsync(JsonSerializer.Serialize(cases.Select(
            it => new { service = it.Service, region = it.Region, fips = it.Fips, dualStack = it.DualStack })));

        Assert.Equal(
            expected.Select(url => url + "/"),
            cases.Select(it => it.Service switch
            {
                "sns" => SnsUrl(it.Region, it.Fips, it.DualStack),
                "rds-data" => RdsDataUrl(it.Region, it.Fips, it.DualStack),
                "rekognition" => RekognitionUrl(it.Region, it.Fips, it.DualStack),
                _ => StepFunctionsUrl(it.Region, it.Fips, it.DualStack),
            }));
    }

    [Theory]
    [InlineData(true, false, "FIPS")]
    [InlineData(false, true, "Dualstack")]
    public void A_custom_endpoint_goes_with_neither_FIPS_nor_dual_stack(bool fips, bool dualStack, string named)
    {
        var states = Configure(new AmazonStepFunctionsConfig(), "us-east-1", fips, dualStack);
        var sns = Configure(new AmazonSimpleNotificationServiceConfig(), "us-east-1", fips, dualStack);
        states.ServiceURL = sns.ServiceURL = "http://localhost:4566";

        var sent = Assert.Throws<AmazonClientException>(() => Url(states, new SendTaskSuccessRequest()));
        var published = Assert.Throws<AmazonClientException>(() => Url(sns, new PublishRequest()));

        Assert.Contains(named, sent.Message, StringComparison.Ordinal);
        Assert.Contains(named, published.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_custom_endpoint_is_used_as_it_is() => Assert.Equal(
        "http://localhost:4566/base/",
        Url(new AmazonStepFunctionsConfig { ServiceURL = "http://localhost:4566/base" }, new SendTaskSuccessRequest()));

    private static string StepFunctionsUrl(string region, bool fips, bool dualStack) =>
        Url(Configure(new AmazonStepFunctionsConfig(), region, fips, dualStack), new SendTaskSuccessRequest());

    private static string SnsUrl(string region, bool fips, bool dualStack) =>
        Url(Configure(new AmazonSimpleNotificationServiceConfig(), region, fips, dualStack), new PublishRequest());

    private static string RekognitionUrl(string region, bool fips, bool dualStack) =>
        Url(Configure(new AmazonRekognitionConfig(), region, fips, dualStack), new ListFacesRequest());

    private static string RdsDataUrl(string region, bool fips, bool dualStack) =>
        Url(Configure(new AmazonRDSDataServiceConfig(), region, fips, dualStack), new ExecuteStatementRequest());

    private static ClientConfig Configure(ClientConfig config, string region, bool fips, bool dualStack)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;
        return config;
    }

    private static string Url(ClientConfig config, AmazonWebServiceRequest request) =>
        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request)).URL;

    private static async Task<string[]> ResolveAsync(string cases)
    {
        var start = new ProcessStartInfo("python3", ["-c", Engine])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The engine must be of the botocore that the models are from, even if it is another Python's.
        start.Environment["PYTHONPATH"] = Path.GetFullPath(Path.Combine(ServiceModel.DataFolder, "../.."));
        using var python = Process.Start(start)!;
        await python.StandardInput.WriteAsync(cases);
        python.StandardInput.Close();
        var errors = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, $"botocore cannot resolve endpoints with this Python: {await errors}");
        return JsonSerializer.Deserialize<string[]>(output)!;
    }
}
