using Amazon.Runtime;

namespace Amazon.RDSDataService.Model;

/// <summary>A request to the Data API of Amazon RDS.</summary>
public class AmazonRDSDataServiceRequest : AmazonWebServiceRequest
{
}
