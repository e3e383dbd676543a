using Amazon.Runtime.Internal;

namespace Amazon.Rekognition.Model;

/// <summary>The caller may not do this.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class AccessDeniedException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public AccessDeniedException(string message)
        : base(message)
    {
    }

    internal AccessDeniedException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The image has more bytes or pixels than Rekognition takes: at most 15 MB from S3, 5 MB as bytes.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class ImageTooLargeException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public ImageTooLargeException(string message)
        : base(message)
    {
    }

    internal ImageTooLargeException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>Rekognition failed; try again.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class InternalServerErrorException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public InternalServerErrorException(string message)
        : base(message)
    {
    }

    internal InternalServerErrorException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The image is neither a JPEG nor a PNG.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class InvalidImageFormatException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public InvalidImageFormatException(string message)
        : base(message)
    {
    }

    internal InvalidImageFormatException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The token is not one of an earlier page.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListFaces.html</remarks>
public class InvalidPaginationTokenException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public InvalidPaginationTokenException(string message)
        : base(message)
    {
    }

    internal InvalidPaginationTokenException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>A parameter breaks the service's constraints; or the image to search with has no face.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class InvalidParameterException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public InvalidParameterException(string message)
        : base(message)
    {
    }

    internal InvalidParameterException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>Rekognition cannot read the object in S3, or there is none.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class InvalidS3ObjectException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public InvalidS3ObjectException(string message)
        : base(message)
    {
    }

    internal InvalidS3ObjectException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>There were more calls than the account's quota lets through.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class ProvisionedThroughputExceededException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public ProvisionedThroughputExceededException(string message)
        : base(message)
    {
    }

    internal ProvisionedThroughputExceededException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>There is no such collection.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class ResourceNotFoundException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public ResourceNotFoundException(string message)
        : base(message)
    {
    }

    internal ResourceNotFoundException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The collection is full.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class ServiceQuotaExceededException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public ServiceQuotaExceededException(string message)
        : base(message)
    {
    }

    internal ServiceQuotaExceededException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>Rekognition cannot take the call for now; try again.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class ThrottlingException : AmazonRekognitionException
{
    /// <summary>An error with a message only.</summary>
    public ThrottlingException(string message)
        : base(message)
    {
    }

    internal ThrottlingException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}
