using Amazon.Rekognition.Model;
using Amazon.Runtime;

namespace Amazon.Rekognition;

/// <summary>Amazon Rekognition: finding faces in images, and keeping and searching them in collections.</summary>
/// <remarks>
/// Every call may end in an <see cref="AccessDeniedException"/>, an <see cref="InternalServerErrorException"/>, an
/// <see cref="InvalidParameterException"/>, a <see cref="ProvisionedThroughputExceededException"/> or a
/// <see cref="ThrottlingException"/>; in an <see cref="AmazonRekognitionException"/> with the code of an error that is
/// not modelled; and in an <see cref="AmazonClientException"/> or <see cref="HttpRequestException"/> where no answer
/// came.
/// https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html
/// </remarks>
public interface IAmazonRekognition : IAmazonService, IDisposable
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonRekognitionConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonRekognitionClient(awsCredentials, (AmazonRekognitionConfig)clientConfig);

    /// <summary>Takes faces out of a collection.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such collection.</exception>
    /// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteFaces.html</remarks>
    Task<DeleteFacesResponse> DeleteFacesAsync(
        DeleteFacesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds the faces in an image.</summary>
    /// <exception cref="ImageTooLargeException">The image is larger than Rekognition takes.</exception>
    /// <exception cref="InvalidImageFormatException">The image is neither a JPEG nor a PNG.</exception>
    /// <exception cref="InvalidS3ObjectException">The object in S3 is not there, or must not be read.</exception>
    /// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectFaces.html</remarks>
    Task<DetectFacesResponse> DetectFacesAsync(
        DetectFacesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Puts the faces of an image into a collection: what they look like in numbers, not the image.</summary>
    /// <exception cref="ImageTooLargeException">The image is larger than Rekognition takes.</exception>
    /// <exception cref="InvalidImageFormatException">The image is neither a JPEG nor a PNG.</exception>
    /// <exception cref="InvalidS3ObjectException">The object in S3 is not there, or must not be read.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such collection.</exception>
    /// <exception cref="ServiceQuotaExceededException">The collection is full.</exception>
    /// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
    Task<IndexFacesResponse> IndexFacesAsync(
        IndexFacesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the faces of a collection, page by page.</summary>
    /// <exception cref="InvalidPaginationTokenException">The token is not one of an earlier page.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such collection.</exception>
    /// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListFaces.html</remarks>
    Task<ListFacesResponse> ListFacesAsync(
        ListFacesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Searches a collection for faces like one of its own.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such collection.</exception>
    /// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_SearchFaces.html</remarks>
    Task<SearchFacesResponse> SearchFacesAsync(
        SearchFacesRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Searches a collection for faces like the largest one of an image. An image without a face is an
    /// <see cref="InvalidParameterException"/>.
    /// </summary>
    /// <exception cref="ImageTooLargeException">The image is larger than Rekognition takes.</exception>
    /// <exception cref="InvalidImageFormatException">The image is neither a JPEG nor a PNG.</exception>
    /// <exception cref="InvalidS3ObjectException">The object in S3 is not there, or must not be read.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such collection.</exception>
    /// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_SearchFacesByImage.html</remarks>
    Task<SearchFacesByImageResponse> SearchFacesByImageAsync(
        SearchFacesByImageRequest request, CancellationToken cancellationToken = default);
}
