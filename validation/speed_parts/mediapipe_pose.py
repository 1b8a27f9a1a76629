"""MediaPipe's pose on a video, timed; runs in an environment with MediaPipe 0.10.14 and imports nothing of Inturn.

    python mediapipe_pose.py VIDEO NETWORK

Prints JSON: pictures, seconds from the first picture's decoding to the last one's landmarks, without loading, and
processor seconds.
"""

import json
import sys
import time

import cv2
import mediapipe

COMPLEXITY = {"lite": 0, "full": 1, "heavy": 2}


def main(video: str, network: str) -> None:
    """Decode and follow, as the package's own examples do."""
    pose = mediapipe.solutions.pose.Pose(model_complexity=COMPLEXITY[network])
    capture = cv2.VideoCapture(video)
    good, picture = capture.read()
    pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))  # loads the networks
    begin, processor = time.perf_counter(), time.process_time()
    pictures = 0
    while True:
        good, picture = capture.read()
        if not good:
            break
        pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        pictures += 1
    print(
        json.dumps(
            {
                "pictures": pictures,
                "seconds": time.perf_counter() - begin,
                "processor_seconds": time.process_time() - processor,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
