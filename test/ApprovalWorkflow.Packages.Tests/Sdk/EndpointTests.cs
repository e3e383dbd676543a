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

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>Where the clients send their requests.</summary>
public class EndpointTests
{
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
    public void Step_Functions_has_the_endpoint_of_its_rules(string region, bool fips, bool dualStack, string url) =>
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
    public void Sns_has_the_endpoint_of_its_rules(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, SnsUrl(region, fips, dualStack));

    [Theory]
    [InlineData("us-east-1", false, false, "https://rekognition.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://rekognition-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-central-1", false, true, "https://rekognition.eu-central-1.api.aws/")]
    [InlineData("us-west-2", true, true, "https://rekognition-fips.us-west-2.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://rekognition.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://rekognition-fips.us-gov-west-1.amazonaws.com/")]
    public void Rekognition_has_the_endpoint_of_its_rules(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, RekognitionUrl(region, fips, dualStack));

    [Theory]
    [InlineData("us-east-1", false, false, "https://rds-data.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://rds-data-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-central-1", false, true, "https://rds-data.eu-central-1.api.aws/")]
    [InlineData("us-west-2", true, true, "https://rds-data-fips.us-west-2.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://rds-data.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", true, false, "https://rds-data-fips.us-gov-west-1.amazonaws.com/")]
    public void Rds_data_has_the_endpoint_of_its_rules(string region, bool fips, bool dualStack, string url) =>
        Assert.Equal(url, RdsDataUrl(region, fips, dualStack));

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
}
